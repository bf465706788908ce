using AdsbFeeder.Configuration;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace AdsbFeeder.Serving;

/// <summary>Other people's pages, such as a stock tar1090, each under its own path and with our data beneath it (<c>Http:StaticDirectory</c>).</summary>
/// <remarks>
/// Such a page asks for <c>data/receiver.json</c> beside itself: what a page finds below the root it finds below its path too. Files below the
/// directory are served and nothing else: no way leads out with dots, and names that begin with a dot are hidden.
/// <list type="bullet">
/// <item>A file that is compressed under its plain name, as tar1090's database is, is sent as what it is: <c>Content-Encoding: gzip</c>.</item>
/// <item>Where <c>name.br</c> or <c>name.gz</c> lies beside <c>name</c>, it goes to those who read it.</item>
/// </list></remarks>
internal static partial class StaticFolders
{
    /// <summary>What lies below our root and is found below each page too.</summary>
    internal static readonly string[] OurPaths = ["/data", "/globe_history", "/re-api"];

    private static readonly (string End, string Encoding)[] Packed = [(".br", "br"), (".gz", "gzip")];

    /// <summary>Where a request for a packed file remembers which one was asked for.</summary>
    private static readonly object Asked = new();

    internal static void UseStaticFolders(this WebApplication application, Settings settings)
    {
        var logger = application.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(StaticFolders));
        foreach (var (path, directory) in settings.Http.StaticDirectory)
        {
            application.UseOurPaths(path);
            if (Directory.Exists(directory))
            {
                application.UseFolder(path, directory);
                LogServes(logger, directory, path);
            }
            else
            {
                LogMissing(logger, directory, path);
            }
        }
    }

    private static void UseOurPaths(this WebApplication application, string path) => application.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal, out var rest))
        {
            if (!rest.HasValue)
            {
                context.Response.Redirect(path[(path.LastIndexOf('/') + 1)..] + "/" + context.Request.QueryString);   // relative: a proxy may have put us elsewhere
                return Task.CompletedTask;
            }

            if (OurPaths.Any(ours => rest.StartsWithSegments(ours, StringComparison.Ordinal)))
            {
                context.Request.Path = rest;
            }
        }

        return next(context);
    });

    private static void UseFolder(this WebApplication application, string path, string directory)
    {
        var files = new PhysicalFileProvider(Path.GetFullPath(directory));
        var types = PageFiles.ContentTypes();
        application.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = path, RedirectToAppendTrailingSlash = true });
        application.Use((context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal, out var rest))
            {
                PreferPacked(context, path, rest, files);
            }

            return next(context);
        });
        application.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            RequestPath = path,
            ContentTypeProvider = types,
            ServeUnknownFileTypes = true,
            DefaultContentType = "application/octet-stream",
            OnPrepareResponse = response => Prepare(response, types),
        });
    }

    private static void PreferPacked(HttpContext context, string path, PathString rest, PhysicalFileProvider files)
    {
        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        foreach (var (end, encoding) in Packed)
        {
            if (accepted.Contains(encoding, StringComparison.OrdinalIgnoreCase) && files.GetFileInfo(rest.Value + end).Exists && files.GetFileInfo(rest.Value!).Exists)
            {
                context.Items[Asked] = (Name: rest.Value!, Encoding: encoding);
                context.Request.Path = path + rest.Value + end;
                return;
            }
        }
    }

    private static void Prepare(StaticFileResponseContext response, FileExtensionContentTypeProvider types)
    {
        var headers = response.Context.Response.Headers;
        headers.CacheControl = "no-cache";   // with an entity tag: asked for each time, sent when it changed
        if (response.Context.Items[Asked] is (string name, string encoding))
        {
            headers.ContentEncoding = encoding;
            headers.Vary = HeaderNames.AcceptEncoding;
            headers.ContentType = types.TryGetContentType(name, out var type) ? type : "application/octet-stream";
        }
        else if (IsGzip(response.File) && !response.File.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentEncoding = "gzip";
        }
    }

    private static bool IsGzip(IFileInfo file)
    {
        try
        {
            using var stream = file.CreateReadStream();
            Span<byte> magic = stackalloc byte[2];
            return stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic[0] == 0x1F && magic[1] == 0x8B;
        }
        catch (IOException)
        {
            return false;
        }
    }

    [LoggerMessage(1350, LogLevel.Information, "{Directory} is at {Path}/")]
    private static partial void LogServes(ILogger logger, string directory, string path);

    [LoggerMessage(1351, LogLevel.Error, "{Directory} is to be served at {Path}/ (Http:StaticDirectory) but there is no such directory; put it there and start again")]
    private static partial void LogMissing(ILogger logger, string directory, string path);
}
