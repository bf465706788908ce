using AdsbFeeder.ModeS;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Decoding;

/// <summary>The position of a single frame: of all places that its bits fit, the one nearest to a reference.</summary>
/// <remarks>Right when the aircraft is within half a zone of the reference, 180 nautical miles in the air and 45 on the surface. Nothing in
/// the frame shows whether it is; so the service never does this, and <c>decode</c> only when told a reference.</remarks>
internal static class ReferencePosition
{
    private const double AirborneReachMetres = 180 * GreatCircle.MetresPerNauticalMile;
    private const double SurfaceReachMetres = 45 * GreatCircle.MetresPerNauticalMile;

    /// <summary>The update with a position; as it was when the frame holds none, or none in reach.</summary>
    internal static TrackUpdate Add(in TrackUpdate update, GeoPosition reference)
    {
        if (!ExtendedSquitter.TryDecode(update.Received.Frame, out var squitter) || Of(squitter) is not var (cpr, surface)
            || !Cpr.TryDecodeLocal(cpr, reference.Latitude, reference.Longitude, surface, out var latitude, out var longitude))
        {
            return update;
        }

        var position = new GeoPosition(latitude, longitude);
        return GreatCircle.DistanceMetres(reference, position) > (surface ? SurfaceReachMetres : AirborneReachMetres)
            ? update
            : update with { Position = position, PositionIsByReference = true };
    }

    private static (CprPosition Cpr, bool Surface)? Of(in ExtendedSquitter squitter) => squitter.Content switch
    {
        SquitterContent.AirbornePosition when AirbornePosition.Decode(squitter.Me) is { HasPosition: true } airborne => (airborne.Cpr, false),
        SquitterContent.SurfacePosition => (SurfacePosition.Decode(squitter.Me).Cpr, true),
        _ => null,
    };
}
