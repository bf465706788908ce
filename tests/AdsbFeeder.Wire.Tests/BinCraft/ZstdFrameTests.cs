using System.Buffers;
using System.Diagnostics;

namespace AdsbFeeder.Wire.Tests.BinCraft;

/// <summary>Frames that Debian's zstd reads.</summary>
public class ZstdFrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(112)]
    [InlineData(128 * 1024)]
    [InlineData((128 * 1024) + 1)]
    [InlineData(1_120_112)]
    public async Task The_zstd_program_unpacks_what_was_put_in_and_knows_its_size(int length)
    {
        if (!File.Exists("/usr/bin/zstd"))
        {
            Console.WriteLine("skipped: zstd is not installed");
            return;
        }

        var content = new byte[length];
        new Random(1).NextBytes(content);
        var frame = new ArrayBufferWriter<byte>();
        ZstdFrame.Write(frame, content);
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, frame.WrittenMemory);
            Assert.Equal(content, await RunAsync("-dc", path));
            Assert.Contains($"({length} B)", System.Text.Encoding.ASCII.GetString(await RunAsync("-lv", path)), StringComparison.Ordinal);   // pages ask for room by it
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<byte[]> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/zstd", arguments) { RedirectStandardOutput = true })!;
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }
}
