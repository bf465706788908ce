namespace AdsbFeeder.Simulation.Fleet;

/// <summary>Equips aircraft with the mix of transponders that European skies have.</summary>
internal sealed class AirframeFactory(SimulationOptions options, Registry registry, RandomStream random)
{
    /// <summary>A kind of aircraft; small ones are rarer among evenly spread aircraft, which are mostly far away.</summary>
    public Performance DrawPerformance()
    {
        var small = options.AreaUniform ? 0.06 : 0.14;
        var share = random.NextDouble();
        if (share < small)
            return random.Chance(0.8) ? Performance.Light : Performance.Helicopter;

        return random.NextDouble() switch
        {
            < 0.60 => Performance.Narrow,
            < 0.66 => Performance.HighVortex,
            < 0.86 => Performance.Wide,
            < 0.97 => Performance.Turboprop,
            _ => Performance.Fast,
        };
    }

    public Airframe Draw(Performance performance)
    {
        var isSmall = performance == Performance.Light || performance == Performance.Helicopter;
        var (address, callsign) = registry.Register(isSmall, random.Chance(options.TwinAddressShare));
        var emergency = random.Chance(options.EmergencyShare) ? random.Pick<int>([1, 1, 2, 3, 4]) : 0;
        var version = DrawVersion(performance, isSmall);
        var hasModeS = version is not null || !isSmall || random.Chance(0.8);
        return new Airframe
        {
            Address = address,
            Callsign = callsign,
            Squawk = registry.Squawk(isSmall, emergency),
            Performance = performance,
            AdsbVersion = version,
            HasModeS = hasModeS,
            HasAcas = hasModeS && !isSmall && performance != Performance.Fast,
            HasEnhancedSurveillance = performance.IsJet && performance != Performance.Fast,
            HasFineAltitude = !(isSmall && random.Chance(0.3)),
            EmergencyState = emergency,
            PositionTypeCode = random.NextDouble() switch { < 0.70 => 11, < 0.82 => 10, < 0.88 => 9, < 0.94 => 12, < 0.985 => 13, _ => 20 },
            NacP = random.Chance(0.7) ? 9 : 10,
        };
    }

    private int? DrawVersion(Performance performance, bool isSmall)
    {
        var share = random.NextDouble();
        if (isSmall)
            return share switch { < 0.40 => 2, < 0.45 => 1, < 0.55 => 0, _ => null };
        if (performance == Performance.Fast)
            return share < 0.4 ? 2 : null;
        return share switch { < 0.84 => 2, < 0.90 => 1, < 0.96 => 0, _ => null };
    }
}
