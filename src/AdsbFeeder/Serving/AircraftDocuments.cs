using System.Buffers;
using AdsbFeeder.Registry;
using AdsbFeeder.Tracking;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Serving;

/// <summary>aircraft.json, made once for each picture, whoever asks, in memory that is used again.</summary>
/// <remarks>Of 10,000 aircraft it is 7 MB: made anew each second, as garbage, it would take several times that until the collector comes.</remarks>
internal sealed class AircraftDocuments(SnapshotStore snapshots, AircraftRegistry registry, DocumentTimes times)
{
    private const int SmallBytes = 1 << 16;

    private readonly Lock _lock = new();
    private Document? _current;
    private ArrayBufferWriter<byte>? _spare;

    /// <summary>That of the last snapshot. Its bytes stay until it is disposed of.</summary>
    internal AircraftDocument Borrow()
    {
        var (snapshot, database) = (snapshots.Current ?? TrackingSnapshot.Empty, registry.Current);
        lock (_lock)
        {
            if (_current is not { } known || !ReferenceEquals(known.Snapshot, snapshot) || !ReferenceEquals(known.Database, database))
            {
                _current = known = Make(snapshot, database, _current);
            }

            known.Readers++;
            return new AircraftDocument(this, known);
        }
    }

    internal void Return(Document document)
    {
        lock (_lock)
        {
            if (--document.Readers == 0 && document != _current)
            {
                _spare = document.Json;
            }
        }
    }

    private Document Make(TrackingSnapshot snapshot, AircraftDatabase? database, Document? last)
    {
        var least = Math.Max(SmallBytes, (last?.Json.WrittenCount ?? 0) / 16 * 17);
        var output = last is { Readers: 0 } ? last.Json : _spare;
        if (output == _spare)
        {
            _spare = null;
        }

        if (output is null || output.Capacity < least)
        {
            output = new ArrayBufferWriter<byte>(least / 8 * 9);   // to grow would leave as much again
        }

        _current = null;   // its bytes go
        output.ResetWrittenCount();
        times.Measure("aircraft.json", () =>
        {
            AircraftJson.Write(output, snapshot, snapshots.ToldReceiver, database);
            return output;
        });
        return new Document(snapshot, database, output);
    }

    internal sealed class Document(TrackingSnapshot snapshot, AircraftDatabase? database, ArrayBufferWriter<byte> json)
    {
        internal TrackingSnapshot Snapshot => snapshot;

        internal AircraftDatabase? Database => database;

        internal ArrayBufferWriter<byte> Json => json;

        internal int Readers { get; set; }
    }
}

/// <summary>aircraft.json while somebody reads it.</summary>
internal readonly struct AircraftDocument(AircraftDocuments owner, AircraftDocuments.Document document) : IDisposable
{
    internal ReadOnlyMemory<byte> Json => document.Json.WrittenMemory;

    internal TrackingSnapshot Snapshot => document.Snapshot;

    /// <inheritdoc/>
    public void Dispose() => owner.Return(document);
}
