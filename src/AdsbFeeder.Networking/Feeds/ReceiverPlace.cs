namespace AdsbFeeder.Networking;

/// <summary>Where the antenna is, WGS 84.</summary>
/// <param name="Latitude">Degrees, -90 to 90.</param>
/// <param name="Longitude">Degrees, -180 to 180.</param>
/// <param name="AltitudeMetres">Height above the ellipsoid; absent when unknown.</param>
public sealed record ReceiverPlace(double Latitude, double Longitude, double? AltitudeMetres);
