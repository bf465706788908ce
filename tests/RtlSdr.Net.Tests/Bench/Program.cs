using System.Reflection;

namespace RtlSdr.Net.Tests.Bench;

/// <summary>The child's side of <see cref="DongleTest"/>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length != 2)
            return 64;
        try
        {
            var type = typeof(Program).Assembly.GetType(arguments[0], throwOnError: true)!;
            var test = type.GetMethod(arguments[1]) ?? throw new MissingMethodException(arguments[0], arguments[1]);
            await (Task)test.Invoke(Activator.CreateInstance(type), null)!;
            return 0;
        }
        catch (TargetInvocationException e)
        {
            Console.WriteLine(e.InnerException);
            return 1;
        }
        catch (Exception e)
        {
            Console.WriteLine(e);
            return 1;
        }
    }
}
