using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;

namespace AdsbFeeder.Wire;

/// <summary>Reads an aircraft database in any of the forms that are passed around, with gzip or without.</summary>
/// <remarks>
/// What it is shows in its first bytes: a brace begins Mictronics' JSON, anything else is the table of readsb and tar1090. A database with
/// one bad row is refused as a whole, since what else is wrong with it nobody knows.
/// </remarks>
public static class AircraftDatabaseReader
{
    /// <summary>Most bytes of a database after unpacking; today's largest has 50 MB.</summary>
    public const long LargestBytes = 256L << 20;

    /// <summary>Mictronics' second file, beside the first one, has the types in words.</summary>
    private const string TypesName = "types.json";

    private const string CutShort = "it is cut short: gzip tells another length than there is";

    /// <summary>Reads a database.</summary>
    /// <exception cref="InvalidDataException">It is none, or broken; the message says where and which rule.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static AircraftDatabase Read(string path)
    {
        using var file = Open(path);
        var builder = new AircraftDatabaseBuilder();
        var input = new CountedStream(file.Content, LargestBytes);
        try
        {
            var first = input.Peek();
            if (first == '<') throw new InvalidDataException("it is a web page and no database: see whether its address is right");
            if (first == '{') MictronicsJson.Read(input, Types(path), builder);
            else AircraftCsv.Read(input, builder);
            if (IsCutShort(file, input)) throw new InvalidDataException(CutShort);
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException && fault.Message != CutShort && IsCutShort(file, input))
        {
            throw new InvalidDataException(CutShort, fault);   // what is wrong with its last row is only that
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"it is not JSON at byte {fault.BytePositionInLine} of line {fault.LineNumber + 1}, behind aircraft {builder.Count}", fault);
        }

        if (builder.Count == 0) throw new InvalidDataException("there is no aircraft in it");
        return builder.Build();
    }

    private static bool IsCutShort(Opened file, CountedStream input) =>
        input.IsAtEnd && file.UnpackedLength is { } promised && promised != (uint)input.Count;

    private static TypeNames Types(string path)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, TypesName);
        if (!File.Exists(beside)) return TypeNames.None;
        try
        {
            using var file = Open(beside);
            return TypeNames.Read(new CountedStream(file.Content, LargestBytes));
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"{TypesName} beside it is broken: {fault.Message}", fault);
        }
    }

    private static Opened Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        Span<byte> four = stackalloc byte[4];
        var isGzip = file.ReadAtLeast(four, 2, throwOnEndOfStream: false) >= 2 && four[0] == 0x1F && four[1] == 0x8B;
        long? unpacked = null;
        if (isGzip && file.Length >= 18)   // the smallest gzip file; its last four bytes tell the length (RFC 1952)
        {
            file.Seek(-4, SeekOrigin.End);
            file.ReadExactly(four);
            unpacked = BinaryPrimitives.ReadUInt32LittleEndian(four);
        }

        file.Seek(0, SeekOrigin.Begin);
        return new Opened(isGzip ? new GZipStream(file, CompressionMode.Decompress) : file, isGzip ? unpacked ?? 0 : null);
    }

    private sealed record Opened(Stream Content, long? UnpackedLength) : IDisposable
    {
        public void Dispose() => Content.Dispose();
    }
}
