using AdsbFeeder.Events;
using AdsbFeeder.Serving.Query;

namespace AdsbFeeder.Serving;

/// <summary>What a listener to the push stream asks for in its URL: <c>?box=S,N,W,E</c>, <c>?zone=NAME</c>, both or nothing.</summary>
internal static class PushRequest
{
    private const int LongestEcho = 60;

    /// <summary>Serves what is asked for, or says in one line why not.</summary>
    internal static async Task ServeAsync(HttpContext context, LiveStream live, Func<LiveArea, Task> serve)
    {
        if (!TryParse(context, out var area, out var fault))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(fault + "\n", context.RequestAborted);
            return;
        }

        if (!live.HasRoom)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync("Too many listen already.\n", context.RequestAborted);
            return;
        }

        await serve(area);
    }

    private static bool TryParse(HttpContext context, out LiveArea area, out string fault)
    {
        (area, fault) = (LiveArea.Everywhere, "");
        GeoBox? box = null;
        if (context.Request.Query.TryGetValue("box", out var text))
        {
            if (!GeoBox.TryParse(text.ToString(), out var limits))
            {
                fault = $"'box' must be {GeoBox.Rule}.";
                return false;
            }

            box = limits;
        }

        string? name = null;
        var zones = context.RequestServices.GetRequiredService<ZoneBook>();
        if (context.Request.Query.TryGetValue("zone", out var asked))
        {
            name = asked.ToString();
            if (!zones.Current.Any(zone => zone.Name == name))
            {
                var printable = string.Concat(name.Where(c => !char.IsControl(c)).Take(LongestEcho));
                fault = $"'zone' is '{printable}' but must be the name of a zone; there are: {string.Join(", ", zones.Current.Select(zone => zone.Name).Distinct().DefaultIfEmpty("none"))}.";
                return false;
            }
        }

        area = box is null && name is null ? LiveArea.Everywhere : new LiveArea(box, name, name is null ? null : zones);
        return true;
    }
}
