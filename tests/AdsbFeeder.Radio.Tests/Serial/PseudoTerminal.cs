using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AdsbFeeder.Radio.Tests.Serial;

/// <summary>A serial port that is not there: what is written to this end is read from the device file, whose name a link may have.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWriteWithoutControl = 0x102;

    private readonly SafeFileHandle _master;

    internal PseudoTerminal()
    {
        _master = new SafeFileHandle(OpenMaster(ReadWriteWithoutControl), ownsHandle: true);
        var name = new byte[64];
        if (_master.IsInvalid || Grant(_master) != 0 || Unlock(_master) != 0 || NameOf(_master, name, (nuint)name.Length) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        Path = System.Text.Encoding.UTF8.GetString(name, 0, Array.IndexOf(name, (byte)0));
    }

    /// <summary>The device file.</summary>
    internal string Path { get; }

    /// <summary>This end, for termios.</summary>
    internal SafeFileHandle Master => _master;

    /// <summary>Makes or moves a link to the device file, as udev does below /dev/serial/by-id.</summary>
    internal void LinkAs(string link)
    {
        File.Delete(link);
        File.CreateSymbolicLink(link, Path);
    }

    /// <summary>Sends bytes; waits while the reader is slow.</summary>
    internal void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = WriteTo(_master, bytes, (nuint)Math.Min(bytes.Length, 2048));
            bytes = count > 0 ? bytes[(int)count..] : throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Reads what the device's user wrote; waits for it.</summary>
    internal byte[] Read(int count)
    {
        var bytes = new byte[count];
        for (var have = 0; have < count;)
        {
            var more = ReadFrom(_master, bytes.AsSpan(have), (nuint)(count - have));
            have += more > 0 ? (int)more : throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        return bytes;
    }

    /// <summary>Pulls it: who has the device file open reads EIO.</summary>
    public void Dispose() => _master.Dispose();

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int NameOf(SafeFileHandle master, Span<byte> name, nuint size);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteTo(SafeFileHandle master, ReadOnlySpan<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadFrom(SafeFileHandle master, Span<byte> bytes, nuint count);
}
