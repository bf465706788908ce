using System.Net;
using AdsbFeeder.Wire;

namespace AdsbFeeder.Registry;

/// <summary>Fetches a database over HTTP and puts it in the place of the old one when it is whole and good.</summary>
/// <remarks>
/// It is written beside its place, read from there as the service would, and renamed; so whoever looks sees the old file or the new one. When
/// the server says that it did not change since, nothing is fetched.
/// </remarks>
internal sealed class DatabaseDownload(HttpClient http)
{
    /// <summary>Most bytes of a download; today's file has 9 MB.</summary>
    internal const long LargestBytes = 128 << 20;

    /// <summary>A server that sends nothing for so long is given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Fetches to a file.</summary>
    /// <returns>The new database, or null when the one that is there is the latest.</returns>
    /// <exception cref="DatabaseDownloadException">The server did not give a file; the message says why.</exception>
    /// <exception cref="InvalidDataException">It gave one that is no database.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    internal async Task<AircraftDatabase?> FetchAsync(Uri address, string path, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var unfinished = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        try
        {
            if (await ReceiveAsync(address, path, unfinished, cancellation) is not { } written)
            {
                return null;
            }

            var database = AircraftDatabaseReader.Read(unfinished);
            File.SetLastWriteTimeUtc(unfinished, written.UtcDateTime);
            File.Move(unfinished, path, overwrite: true);
            return database;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Writes what the server sends; returns since when it is as it is, or null when it did not change.</summary>
    private async Task<DateTimeOffset?> ReceiveAsync(Uri address, string path, string unfinished, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (File.Exists(path))
            {
                request.Headers.IfModifiedSince = File.GetLastWriteTimeUtc(path);
            }

            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                return null;
            }

            if (!response.IsSuccessStatusCode)
            {
                throw new DatabaseDownloadException($"{address} answers {(int)response.StatusCode} {response.ReasonPhrase}.");
            }

            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            await using var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write);
            await CopyAsync(address, body, file, patience);
            file.Flush(flushToDisk: true);
            return response.Content.Headers.LastModified ?? DateTimeOffset.UtcNow;
        }
        catch (HttpRequestException fault)
        {
            throw new DatabaseDownloadException($"{address} cannot be fetched: {fault.InnerException?.Message ?? fault.Message}.");
        }
        catch (HttpIOException fault)
        {
            throw new DatabaseDownloadException($"{address} broke off: {fault.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DatabaseDownloadException($"{address} sent nothing for {Patience.TotalSeconds:0} s.");
        }
    }

    private static async Task CopyAsync(Uri address, Stream body, Stream file, CancellationTokenSource patience)
    {
        var buffer = new byte[1 << 16];
        for (long total = 0; ;)
        {
            patience.CancelAfter(Patience);
            var read = await body.ReadAsync(buffer, patience.Token);
            if (read == 0)
            {
                return;
            }

            total += read;
            if (total > LargestBytes)
            {
                throw new DatabaseDownloadException($"{address} sends more than {LargestBytes >> 20} MB.");
            }

            await file.WriteAsync(buffer.AsMemory(0, read), patience.Token);
        }
    }
}

/// <summary>A server did not give a database.</summary>
internal sealed class DatabaseDownloadException(string message) : Exception(message);
