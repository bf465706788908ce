using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using AdsbFeeder.History;
using AdsbFeeder.Wire;
using Microsoft.Net.Http.Headers;

namespace AdsbFeeder.Serving;

/// <summary>How documents are sent: never from a cache without asking, and for any page's scripts.</summary>
internal static class JsonResponse
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Sends a document, or only says that the client has it already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">The document.</param>
    /// <param name="tag">What changes when the document does; left out, it is made of its bytes.</param>
    /// <param name="contentType">What it is.</param>
    internal static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body, long? tag = null, string contentType = Json)
    {
        if (IsKnown(context, tag ?? Fingerprint(body.Span)))
        {
            return;
        }

        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Sends what is already compressed; a client that does not read gzip gets it unpacked.</summary>
    /// <inheritdoc cref="SendAsync" path="/param"/>
    internal static async Task SendGzipAsync(HttpContext context, byte[] body, long? tag = null, string contentType = Json)
    {
        if (IsKnown(context, tag ?? Fingerprint(body)))
        {
            return;
        }

        context.Response.ContentType = contentType;
        context.Response.Headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.ContentEncoding = "gzip";
        }
        else
        {
            body = Gzip.Decompress(body);
        }

        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Sends binCraft, or anything as a Zstandard frame, in gzip to those who read it.</summary>
    internal static Task SendBinaryAsync(HttpContext context, ReadOnlySpan<byte> body, bool isZstd, long? tag = null)
    {
        if (!isZstd)
        {
            return SendGzipAsync(context, Gzip.Compress(body), tag, "application/octet-stream");
        }

        var frame = new ArrayBufferWriter<byte>(body.Length + 64);
        ZstdFrame.Write(frame, body);
        return SendGzipAsync(context, Gzip.Compress(frame.WrittenSpan), tag, "application/zstd");
    }

    /// <summary>Says in one line why there is nothing.</summary>
    internal static Task NotFoundAsync(HttpContext context, string reason) => RefuseAsync(context, StatusCodes.Status404NotFound, reason);

    /// <summary>Says in one line what a request should have been.</summary>
    internal static Task BadRequestAsync(HttpContext context, string reason) => RefuseAsync(context, StatusCodes.Status400BadRequest, reason);

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        Allow(context);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason + "\n", context.RequestAborted);
    }

    private static bool IsKnown(HttpContext context, long tag)
    {
        Allow(context);
        var entity = new EntityTagHeaderValue($"\"{tag:x}\"");
        context.Response.Headers.ETag = entity.ToString();
        var known = context.Request.Headers.IfNoneMatch;   // of many; a proxy that compresses makes a strong one weak
        if (known.Count == 0 || !EntityTagHeaderValue.TryParseList(known, out var tags)
            || !tags.Any(one => one.Compare(entity, useStrongComparison: false) || one.Tag == "*"))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static long Fingerprint(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    private static void Allow(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.AccessControlAllowOrigin = "*";
    }
}
