namespace AdsbFeeder.Serving;

/// <summary>HEAD and OPTIONS for what GET reads: programs look with HEAD whether a file is there, and browsers ask with OPTIONS before they send a header of
/// their own from a page elsewhere.</summary>
internal static class ReadingMethods
{
    /// <summary>These answer without an end.</summary>
    private static readonly PathString[] Streams = ["/api/events", "/api/stream"];

    internal static void UseReadingMethods(this WebApplication application) => application.Use((context, next) =>
    {
        var request = context.Request;
        if (HttpMethods.IsHead(request.Method) && !Array.Exists(Streams, path => request.Path.StartsWithSegments(path)))
        {
            request.Method = HttpMethods.Get;   // the server itself remembers to send no body
        }
        else if (HttpMethods.IsOptions(request.Method) && IsOpenToPages(request.Path.Value ?? ""))
        {
            var headers = context.Response.Headers;
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            headers.Allow = "GET, HEAD, OPTIONS";
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlAllowMethods = "GET, HEAD";
            headers.AccessControlAllowHeaders = "Cache-Control, If-Modified-Since, If-None-Match, Pragma, Range";
            headers.AccessControlMaxAge = "86400";
            return Task.CompletedTask;
        }

        return next(context);
    });

    /// <summary>What any page may read, below each of the folders too.</summary>
    private static bool IsOpenToPages(string path) =>
        Array.Exists(StaticFolders.OurPaths, ours => path.Contains(ours + "/", StringComparison.Ordinal) || path.EndsWith(ours, StringComparison.Ordinal));
}
