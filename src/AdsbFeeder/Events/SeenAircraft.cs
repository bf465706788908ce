using System.Buffers.Binary;
using AdsbFeeder.Configuration;
using AdsbFeeder.Files;
using AdsbFeeder.ModeS;

namespace AdsbFeeder.Events;

/// <summary>Every ICAO address that was ever heard, kept in the state directory where there is one.</summary>
/// <remarks><code>
///   seen-aircraft: "ADSBSEEN", then 4 bytes for each address, little endian, the upper 8 bits 0
/// </code>
/// New addresses are appended every five minutes and at stop: kill -9 loses those of the last minutes, and what is there stays whole. A torn or
/// foreign entry is skipped. One aircraft costs four bytes of disk, once.</remarks>
internal sealed partial class SeenAircraft : IDisposable
{
    internal const string FileName = "seen-aircraft";

    /// <summary>More are no aircraft but noise or an attack; then all are forgotten. 12 bytes of memory each.</summary>
    internal const int Most = 1_000_000;

    private static readonly TimeSpan SaveEvery = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly HashSet<uint> _addresses = [];
    private readonly List<uint> _unsaved = [];
    private readonly string? _path;
    private readonly ILogger _logger;
    private readonly ITimer? _timer;
    private bool _isFailing;
    private bool _startAnew;

    public SeenAircraft(Settings settings, TimeProvider time, ILogger<SeenAircraft> logger)
    {
        _logger = logger;
        if (settings.State.Resolve() is not { } folder)
        {
            return;
        }

        _path = Path.Combine(folder, FileName);
        Load(_path);
        _timer = time.CreateTimer(_ => Save(), null, SaveEvery, SaveEvery);
    }

    private static ReadOnlySpan<byte> Header => "ADSBSEEN"u8;

    /// <summary>Addresses that are known.</summary>
    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _addresses.Count;
            }
        }
    }

    /// <summary>Takes an ICAO address; true when it was never heard before.</summary>
    internal bool Add(Address address)
    {
        lock (_lock)
        {
            if (!_addresses.Add(address.Bits))
            {
                return false;
            }

            if (_addresses.Count > Most)
            {
                _addresses.Clear();
                _unsaved.Clear();
                _addresses.Add(address.Bits);
                _startAnew = true;
            }

            if (_path is not null)
            {
                _unsaved.Add(address.Bits);
            }

            return true;
        }
    }

    /// <summary>Appends what is new; a failure is told once and tried again.</summary>
    internal void Save()
    {
        lock (_lock)
        {
            if (_path is null || _unsaved.Count == 0)
            {
                return;
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
                using var file = new FileStream(_path, _startAnew ? FileMode.Create : FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
                Append(file);
                file.Flush(flushToDisk: true);
                _unsaved.Clear();
                (_isFailing, _startAnew) = (false, false);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                if (!_isFailing)
                {
                    LogNotSaved(_logger, _path, PathFault.Reason(Path.GetDirectoryName(_path)!, fault));
                }

                _isFailing = true;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        Save();
    }

    private void Append(FileStream file)
    {
        var whole = Math.Max(0, file.Length - Header.Length) / sizeof(uint) * sizeof(uint);
        var bytes = new byte[_unsaved.Count * sizeof(uint)];
        for (var i = 0; i < _unsaved.Count; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)), _unsaved[i]);
        }

        file.Write(Header);
        file.Seek(whole, SeekOrigin.Current);   // a torn entry at the end is written over
        file.Write(bytes);
        file.SetLength(file.Position);
    }

    private void Load(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (!bytes.AsSpan().StartsWith(Header))
            {
                LogNotLoaded(_logger, path, "it is no such file");
                _startAnew = true;
                return;
            }

            for (var at = Header.Length; at + sizeof(uint) <= bytes.Length && _addresses.Count < Most; at += sizeof(uint))
            {
                if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at)) is var address and <= 0xFFFFFF)
                {
                    _addresses.Add(address);
                }
            }
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            // The first start.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotLoaded(_logger, path, fault.Message);
        }
    }

    [LoggerMessage(1316, LogLevel.Warning, "Which aircraft were seen is not known from {Path}: {Reason}; all count as new")]
    private static partial void LogNotLoaded(ILogger logger, string path, string reason);

    [LoggerMessage(1317, LogLevel.Warning, "Which aircraft were seen cannot be kept in {Path} (State:Directory): {Reason}; it is tried again every five minutes")]
    private static partial void LogNotSaved(ILogger logger, string path, string reason);
}
