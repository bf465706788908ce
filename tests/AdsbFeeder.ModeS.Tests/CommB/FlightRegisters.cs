using System.Collections;

namespace AdsbFeeder.ModeS.Tests;

/// <summary>Flights with wind, weather and instrument errors, and what their registers would hold.</summary>
internal sealed class FlightRegisters(int seed) : IEnumerable<(byte Register, MessageField Mb)>
{
    private readonly Random _random = new(seed);

    /// <summary>What a receiver of the squitters knows.</summary>
    public RegisterContext State { get; private set; }

    /// <summary>What the reply itself tells.</summary>
    public RegisterContext AltitudeAlone => new() { AltitudeFeet = State.AltitudeFeet };

    public List<(byte Register, MessageField Mb)> Registers { get; } = [];

    public void Next()
    {
        var altitude = _random.Next(30, 410) * 100;
        var kelvin = 273.15 + StandardAtmosphere.Celsius(altitude) + Gauss(6);
        var mach = altitude > 28_000 ? 0.78 + Gauss(0.02) : MachOf(180 + _random.NextDouble() * 130, altitude);
        var indicated = Airspeed.CalibratedKnots(mach, altitude);
        var airspeed = mach * 661.4786 * Math.Sqrt(kelvin / 288.15);
        var (wind, windFrom, heading) = (Math.Abs(Gauss(30)), _random.NextDouble() * 360, _random.NextDouble() * 360);
        var east = airspeed * Sin(heading) - wind * Sin(windFrom);
        var north = airspeed * Sin(heading + 90) - wind * Sin(windFrom + 90);
        var speed = Math.Sqrt(east * east + north * north);
        var track = (Math.Atan2(east, north) * (180 / Math.PI) + 360) % 360;
        var magnetic = (heading + Gauss(5) + 360) % 360;
        var roll = _random.Next(4) == 0 ? Gauss(12) : Gauss(1);
        var rate = _random.Next(2) == 0 ? Gauss(30) : Gauss(1200);

        var age = _random.NextDouble() * 5;
        State = new RegisterContext
        {
            AltitudeFeet = altitude,
            GroundSpeedKnots = new RecentValue(speed + Gauss(2), age),
            TrackDegrees = new RecentValue(track + Gauss(1), age),
            VerticalRateFpm = new RecentValue(rate + Gauss(100), age),
        };
        Registers.Clear();
        Add(0x40, new SelectedVerticalIntention
        {
            PanelAltitudeFeet = _random.Next(20, 410) * 100,
            FmsAltitudeFeet = _random.Next(2) == 0 ? _random.Next(20, 410) * 100 : null,
            BarometricSettingHectopascals = _random.Next(2) == 0 ? 1013.2 : 1013 + Gauss(8),
        }.Encode());
        Add(0x50, new TrackAndTurn
        {
            RollDegrees = roll,
            TrueTrackDegrees = track,
            GroundSpeedKnots = (int)speed,
            TrackRateDegreesPerSecond = 1091 * Math.Tan(roll * Math.PI / 180) / airspeed + Gauss(0.1),
            TrueAirspeedKnots = (int)airspeed,
        }.Encode());
        Add(0x60, new HeadingAndSpeed
        {
            MagneticHeadingDegrees = magnetic,
            IndicatedAirspeedKnots = (int)(indicated + Gauss(2)),
            Mach = mach,
            BarometricRateFpm = (int)rate,
            InertialRateFpm = (int)(rate + Gauss(60)),
        }.Encode());
        Add(0x44, new MeteorologicalReport
        {
            Source = 1,
            WindSpeedKnots = (int)wind,
            WindDirectionDegrees = windFrom,
            TemperatureCelsius = kelvin - 273.15,
        }.Encode());
        Add(0x45, new HazardReport
        {
            Turbulence = HazardLevel.None,
            TemperatureCelsius = kelvin - 273.15,
            PressureHectopascals = (int)StandardAtmosphere.Hectopascals(altitude),
        }.Encode());
        Add(0x53, new AirReferencedState
        {
            MagneticHeadingDegrees = magnetic,
            IndicatedAirspeedKnots = (int)indicated,
            Mach = mach,
            TrueAirspeedKnots = airspeed,
            VerticalRateFpm = (int)rate,
        }.Encode());
        var format = _random.Next(2) == 0 ? CprFormat.Even : CprFormat.Odd;
        Add(0x05, new AirbornePosition(11, altitude, Cpr.Encode(50 + Gauss(3), 8 + Gauss(5), format, surface: false)).Encode());
    }

    public IEnumerator<(byte Register, MessageField Mb)> GetEnumerator()
    {
        while (true)
        {
            Next();
            foreach (var sample in Registers)
                yield return sample;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static double Sin(double degrees) => Math.Sin(degrees * (Math.PI / 180));

    /// <summary>By bisection: the airspeed grows with the Mach number.</summary>
    private static double MachOf(double indicated, double feet)
    {
        double low = 0, high = 1;
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Airspeed.CalibratedKnots(middle, feet) < indicated ? (middle, high) : (low, middle);
        }

        return low;
    }

    private void Add(byte register, MessageField mb) => Registers.Add((register, mb));

    private double Gauss(double deviation) =>
        deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(Math.Tau * _random.NextDouble());
}
