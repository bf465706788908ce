namespace AdsbFeeder.Simulation.Fleet;

/// <summary>One runway with a parallel taxiway and an apron.</summary>
/// <remarks><code>
///   threshold ==================================> far end        runway, along HeadingDegrees
///       |                                           |
///   holding ------------- apron entry ------------ exit          taxiway, 200 m to the right
///                              |
///                         stands (300 m further)
/// </code></remarks>
internal sealed class Airport(GeoPoint threshold, double headingDegrees)
{
    public const double RunwayMetres = 3300;

    private const double TaxiwayOffset = 200;

    public GeoPoint Threshold { get; } = threshold;

    public double HeadingDegrees { get; } = headingDegrees;

    public const double ElevationFeet = 0;

    public GeoPoint Holding => At(0, TaxiwayOffset);

    public GeoPoint Exit => At(2600, TaxiwayOffset);

    public GeoPoint ApronEntry => At(1400, TaxiwayOffset);

    /// <summary>A parking stand, 0 to 19, 60 m apart.</summary>
    public GeoPoint Stand(int number) => At(1400 + ((number - 10) * 60), TaxiwayOffset + 300);

    /// <summary>The taxi lane before the stands, at a stand's place.</summary>
    public GeoPoint Lane(int number) => At(1400 + ((number - 10) * 60), TaxiwayOffset + 220);

    /// <summary>A point given along the runway from its threshold, and to the right of it, in metres.</summary>
    public GeoPoint At(double along, double right) =>
        Threshold.Toward(HeadingDegrees, along).Toward(HeadingDegrees + 90, right);

    /// <summary>Where a point lies: metres before the threshold, and metres to the right of the centre line.</summary>
    public (double Before, double Right) Locate(GeoPoint point)
    {
        var distance = Threshold.DistanceTo(point);
        var (sine, cosine) = Math.SinCos((Threshold.BearingTo(point) - HeadingDegrees) * (Math.PI / 180));
        return (-distance * cosine, distance * sine);
    }
}
