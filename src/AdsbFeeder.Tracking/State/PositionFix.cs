namespace AdsbFeeder.Tracking;

/// <summary>A position and how far it can be trusted.</summary>
/// <param name="Location">Where.</param>
/// <param name="Nic">Navigation integrity category, 0 to 11.</param>
/// <param name="ContainmentRadiusMetres">Radius of containment Rc, rounded up to whole metres; 0 when unknown.</param>
public readonly record struct PositionFix(GeoPosition Location, byte Nic, int ContainmentRadiusMetres);
