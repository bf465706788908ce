using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AdsbFeeder.Radio.Serial;

/// <summary>A serial port as bytes: 8 data bits, no parity, one stop bit, handshake by RTS and CTS, nothing translated.</summary>
internal sealed class SerialPort : IDisposable
{
    private const int WriteMilliseconds = 1000;

    private readonly string _path;
    private readonly SafeFileHandle _file;

    private SerialPort(string path, SafeFileHandle file) => (_path, _file) = (path, file);

    /// <summary>Opens a port for us alone and sets it up.</summary>
    /// <exception cref="RadioFaultException">Why it cannot be used.</exception>
    internal static SerialPort Open(string path, int baud)
    {
        // Without O_NONBLOCK the call may wait for a carrier.
        var descriptor = LibC.Open(path, LibC.ReadWrite | LibC.NoControllingTerminal | LibC.NonBlocking | LibC.CloseOnExec);
        if (descriptor < 0)
        {
            throw Refused(path, Marshal.GetLastPInvokeError());
        }

        var port = new SerialPort(path, new SafeFileHandle(descriptor, ownsHandle: true));
        try
        {
            port.SetUp(baud);
            return port;
        }
        catch
        {
            port.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Waits for bytes; 0 when none came in time.</summary>
    /// <exception cref="RadioFaultException">The port went away.</exception>
    internal int Read(Span<byte> buffer, TimeSpan patience)
    {
        if (!WaitFor(LibC.PollIn, (int)patience.TotalMilliseconds))
        {
            return 0;
        }

        var count = LibC.Read(_file, buffer, (nuint)buffer.Length);
        if (count > 0)
        {
            return (int)count;
        }

        // Readable and yet nothing to read: the other end has hung up.
        var error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
        return error is LibC.Interrupted or LibC.TryAgain ? 0 : throw Gone();
    }

    /// <summary>Writes all bytes.</summary>
    /// <exception cref="RadioFaultException">The port went away, or takes nothing.</exception>
    internal void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = LibC.Write(_file, bytes, (nuint)bytes.Length);
            var error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (count < 0 && error is not (LibC.Interrupted or LibC.TryAgain))
            {
                throw Gone();
            }

            bytes = bytes[(int)Math.Max(0, count)..];
            if (count <= 0 && !WaitFor(LibC.PollOut, WriteMilliseconds))
            {
                throw new RadioFaultException(RadioFault.Silent, $"The receiver on {_path} takes no settings: it holds its handshake line. Check that it is switched on, and its cable. It is tried again all the time");
            }
        }
    }

    private void SetUp(int baud)
    {
        if (LibC.GetAttributes(_file, out var attributes) < 0)
        {
            throw Marshal.GetLastPInvokeError() == LibC.NotATerminal
                ? new RadioFaultException(RadioFault.Failed, $"{_path} is not a serial port. [Source] SerialDevice names another")
                : Gone();
        }

        LibC.MakeRaw(ref attributes);
        attributes.Control |= LibC.EnableReceiver | LibC.IgnoreModemLines | LibC.HardwareFlowControl;
        _ = LibC.SetSpeed(ref attributes, BaudRates.NameOf(baud));
        if (LibC.SetAttributes(_file, LibC.SetNow, attributes) < 0)
        {
            throw new RadioFaultException(RadioFault.Failed, $"{_path} cannot be set to {baud} baud. [Source] BaudRate names another speed");
        }

        _ = LibC.Control(_file, LibC.Exclusive);
        _ = LibC.Flush(_file, LibC.FlushBoth);
    }

    private bool WaitFor(short wanted, int milliseconds)
    {
        var request = new LibC.PollRequest { File = (int)_file.DangerousGetHandle(), Wanted = wanted };
        var count = LibC.Poll(ref request, 1, milliseconds);
        if (count > 0 && (request.Happened & (LibC.PollError | LibC.PollHangUp)) != 0 && (request.Happened & wanted) == 0)
        {
            throw Gone();
        }

        return count > 0;
    }

    private RadioFaultException Gone() => new(RadioFault.Unplugged, $"The receiver on {_path} was unplugged. Waiting for it; nothing needs to be restarted");

    private static RadioFaultException Refused(string path, int error) => error switch
    {
        LibC.NoEntry or LibC.NoDevice or LibC.NoSuchDevice => new RadioFaultException(RadioFault.Absent, $"There is no {path}: the receiver is not plugged in. Waiting for it; `ls -l /dev/serial/by-id/` shows those that are"),
        LibC.AccessDenied or LibC.NotPermitted => new RadioFaultException(RadioFault.AccessDenied, $"User {Environment.UserName} may not open {path}: sudo usermod -aG dialout {Environment.UserName}. It is tried again all the time"),
        LibC.Busy => new RadioFaultException(RadioFault.Busy, $"{path} is in use by another program; `sudo fuser -v {path}` names it. It is tried again all the time"),
        _ => new RadioFaultException(RadioFault.Failed, $"{path} cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}. It is tried again all the time"),
    };
}
