using AdsbFeeder.Configuration;
using AdsbFeeder.Networking;
using AdsbFeeder.Tracking;

namespace AdsbFeeder.Reception;

/// <summary>Where the antenna is: where the configuration says, where the simulator flies, or where gpsd last saw it. For any thread.</summary>
internal sealed class Whereabouts(Settings settings)
{
    private volatile ReceiverPlace? _current = Configured(settings);

    /// <summary>The place; null while unknown.</summary>
    internal ReceiverPlace? Current => _current;

    /// <summary>As the tracker has it.</summary>
    internal GeoPosition? Position => _current is { } place ? new GeoPosition(place.Latitude, place.Longitude) : null;

    /// <summary>The antenna is here now. A place without height keeps the last one: gpsd leaves it out of every other report.</summary>
    internal void Move(ReceiverPlace place) => _current = place with { AltitudeMetres = place.AltitudeMetres ?? _current?.AltitudeMetres };

    private static ReceiverPlace? Configured(Settings settings)
    {
        if (settings.Receiver is { Latitude: { } latitude, Longitude: { } longitude })
        {
            return new ReceiverPlace(latitude, longitude, settings.Receiver.AltitudeMetres);
        }

        var scene = SourceFactory.SimulatedScene(settings, settings.Source);
        return settings.Source.Type == SourceType.Simulator ? new ReceiverPlace(scene.Latitude, scene.Longitude, null) : null;
    }
}
