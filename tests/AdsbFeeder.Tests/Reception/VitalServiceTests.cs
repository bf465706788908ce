using AdsbFeeder.Reception;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdsbFeeder.Tests.Reception;

public sealed class VitalServiceTests : IDisposable
{
    // The exit code belongs to the process that runs the tests.
    private readonly int _exitCode = Environment.ExitCode;

    public void Dispose() => Environment.ExitCode = _exitCode;

    [Theory]
    [InlineData(typeof(IOException), ExitCode.InputOutput)]
    [InlineData(typeof(InvalidOperationException), ExitCode.Failure)]
    public async Task A_loop_that_fails_after_its_first_wait_ends_the_process_with_a_failing_exit_code(Type fault, int exitCode)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHostedService(services => new Failing(
            (Exception)Activator.CreateInstance(fault, "broken")!,
            services.GetRequiredService<IHostApplicationLifetime>(),
            services.GetRequiredService<ILogger<Failing>>()));
        using var host = builder.Build();

        await host.StartAsync();
        await host.WaitForShutdownAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(exitCode, Environment.ExitCode);
    }

    private sealed class Failing(Exception fault, IHostApplicationLifetime lifetime, ILogger logger) : VitalService(lifetime, logger)
    {
        protected override async Task RunAsync(CancellationToken stopping)
        {
            await Task.Yield();
            throw fault;
        }
    }
}
