using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace AdsbFeeder.Serving;

/// <summary>The map page: files that the build of <c>web/</c> put beside the program.</summary>
internal static class PageFiles
{
    /// <summary>Names under this folder carry a hash of their content, so browsers may keep them for good.</summary>
    private const string HashedFolder = "/assets/";

    internal static void UsePage(this WebApplication application)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (!File.Exists(Path.Combine(folder, "index.html")))
        {
            application.MapGet("/", context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return context.Response.WriteAsync("The map page is not installed; data are at /data/aircraft.json.\n", context.RequestAborted);
            });
            return;
        }

        var files = new PhysicalFileProvider(folder);
        application.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        application.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = ContentTypes(),
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
                context.Context.Request.Path.StartsWithSegments(HashedFolder.TrimEnd('/'), StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    /// <summary>What files are by their names.</summary>
    internal static FileExtensionContentTypeProvider ContentTypes()
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".mjs"] = "text/javascript";
        types.Mappings[".topojson"] = "application/json";
        types.Mappings[".geojson"] = "application/geo+json";
        return types;
    }
}
