using System.Text.Json;
using AdsbFeeder.Dsp;

namespace AdsbFeeder.Radio;

/// <summary>The metadata of a SigMF recording: <c>name.sigmf-meta</c> beside <c>name.sigmf-data</c> (SigMF 1.0, global object).</summary>
internal static class SigMfMetadata
{
    internal const string MetaExtension = ".sigmf-meta";
    internal const string DataExtension = ".sigmf-data";

    internal static bool Matches(string path) =>
        path.EndsWith(MetaExtension, StringComparison.OrdinalIgnoreCase) || path.EndsWith(DataExtension, StringComparison.OrdinalIgnoreCase);

    internal static string MetaPath(string path) => Path.ChangeExtension(path, MetaExtension);

    internal static string DataPath(string path) => Path.ChangeExtension(path, DataExtension);

    /// <summary>Reads <c>core:datatype</c> and <c>core:sample_rate</c>.</summary>
    /// <exception cref="CaptureException">The metadata is not JSON, or the data type is not one that we read.</exception>
    internal static CaptureHint Read(string metaPath, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var global = document.RootElement.GetProperty("global");
            var type = global.GetProperty("core:datatype").GetString();
            int? rate = global.TryGetProperty("core:sample_rate", out var value) ? (int)Math.Clamp(Math.Round(value.GetDouble()), 0, int.MaxValue) : null;
            SampleFormat format = type switch
            {
                "cu8" => SampleFormat.Uc8,
                "ci8" => SampleFormat.Cs8,
                "ci16_le" => SampleFormat.Sc16,
                "cf32_le" => SampleFormat.Cf32,
                _ => throw new CaptureException($"{metaPath}: core:datatype '{type}' is not read; cu8, ci8, ci16_le and cf32_le are."),
            };
            return new CaptureHint("the SigMF metadata", format, rate);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CaptureException($"{metaPath}: not SigMF metadata: {fault.Message}", fault);
        }
    }
}
