namespace AdsbFeeder.Benchmarks.SecondAir;

/// <summary>A frame on its way to the receiver.</summary>
internal readonly record struct Sent(double Seconds, byte[] Bytes, Sender Sender, double SnrDecibels);

/// <summary>Who sends: an address with what it says, and a radio.</summary>
internal sealed class Sender
{
    public uint Address { get; set; }

    public int Kind { get; init; }

    public double Kilometres { get; init; }

    public double PowerDecibels { get; init; }

    public double CarrierHz { get; init; }

    public bool IsCoherent { get; init; }

    public double RiseSeconds { get; init; }

    public double WidthSeconds { get; init; }

    public double ChirpHz { get; init; }

    /// <summary>A disturber: what it sends is no frame.</summary>
    public bool IsModeAc { get; init; }

    public double DecaySeconds { get; init; }

    public double AltitudeFeet { get; init; }

    public double ClimbFeetPerSecond { get; init; }

    public bool IsGillham { get; init; }

    public int Squawk { get; init; }

    public int Capability { get; init; }

    public ulong Callsign { get; init; }

    public ulong Place { get; set; }

    /// <summary>The same place and radio, for Mode A/C.</summary>
    public Sender AsModeAc() => new() { Kilometres = Kilometres, PowerDecibels = PowerDecibels, CarrierHz = CarrierHz, IsCoherent = IsCoherent, RiseSeconds = RiseSeconds, DecaySeconds = DecaySeconds, IsModeAc = true };
}

/// <summary>What a number of aircraft send, at random times.</summary>
internal sealed class Traffic
{
    private const int AdsB = 0;
    private const int ModeSOnly = 1;
    private const int TisB = 2;

    private readonly AirCase _case;
    private readonly Random _random;
    private readonly uint[] _interrogators;
    private readonly List<Sent> _sent = [];

    private Traffic(AirCase air)
    {
        (_case, _random) = (air, new Random(air.Seed));
        _interrogators = [.. Enumerable.Range(0, air.Interrogators).Select(n => (uint)(n % 3 == 2 ? 0x10 + _random.Next(63) : 1 + _random.Next(15)))];
    }

    /// <summary>All frames of a case, in order of arrival.</summary>
    public static List<Sent> Of(AirCase air)
    {
        var traffic = new Traffic(air);
        var senders = new List<Sender>();
        for (var n = 0; n < air.Aircraft; n++)
        {
            var sender = traffic.Draw();
            if (n > 0 && traffic._random.NextDouble() < air.TwinShare)
            {
                sender.Address = senders[traffic._random.Next(n)].Address ^ 1u << traffic._random.Next(24);
            }

            sender.Address = air.AddressesInRow ? 0x3C4400u + (uint)n : sender.Address;
            senders.Add(sender);
        }

        senders.ForEach(traffic.Transmit);
        traffic.Vary(senders);
        traffic._sent.Sort((a, b) => a.Seconds.CompareTo(b.Seconds));
        traffic.CloseUp();
        return traffic._sent;
    }

    private static double Between((double Least, double Most) range, double share) => range.Least + share * (range.Most - range.Least);

    private Sender Draw()
    {
        var kind = _random.NextDouble() is var share && share < _case.TisBShare ? TisB : share < _case.TisBShare + _case.ModeSOnlyShare ? ModeSOnly : AdsB;
        var level = 1000 + 38000 * _random.NextDouble();
        return new()
        {
            Address = (uint)_random.Next(0x010000, 0xF00000),
            Kind = kind,
            Kilometres = Math.Max(2, _case.RadiusKilometres * Math.Sqrt(_random.NextDouble())),
            PowerDecibels = 2 * Gaussian(),
            CarrierHz = _case.TunerHz + (_case.CarrierWithinHz is { } within ? within * (2 * _random.NextDouble() - 1) : _case.CarrierSigmaHz * Gaussian()),
            IsCoherent = _random.NextDouble() >= _case.IncoherentShare,
            RiseSeconds = Between(_case.RiseSeconds, _random.NextDouble()),
            DecaySeconds = Between(_case.DecaySeconds, _random.NextDouble()),
            WidthSeconds = _case.PulseWidthSeconds > 0 ? _case.PulseWidthSeconds * (2 * _random.NextDouble() - 1) : 0,
            ChirpHz = _case.ChirpHz > 0 ? _case.ChirpHz * (2 * _random.NextDouble() - 1) : 0,
            AltitudeFeet = level,
            ClimbFeetPerSecond = _random.NextDouble() < 0.6 ? 0 : _case.Climb / 60 * (2 * _random.NextDouble() - 1),
            IsGillham = _random.NextDouble() < _case.GillhamShare,
            Squawk = _random.Next(8192) & ~0x40,
            Capability = _random.NextDouble() is var c && c < 0.85 ? 5 : c < 0.93 ? 4 : c < 0.97 ? 0 : 7,
            Callsign = (ulong)_random.NextInt64(1L << 48),
            Place = (ulong)_random.NextInt64(1L << 34),
        };
    }

    /// <summary>Adds who is heard once, and who disturbs. Drawn last, so that the rest of the traffic is the same in every case.</summary>
    private void Vary(List<Sender> senders)
    {
        for (var n = 0; n < _case.Strangers * _case.Seconds; n++)
        {
            var stranger = Draw();
            Send(_random.NextDouble() * (_case.Seconds - 1e-3), stranger, t => _random.Next(4) == 0
                ? Short(11u << 27 | (uint)stranger.Capability << 24 | stranger.Address, 0)
                : Extended(17, stranger.Capability, stranger, Position(stranger, t)));
        }

        foreach (var sender in _case.ModeAc > 0 ? senders : [])
        {
            var disturber = sender.AsModeAc();
            Repeat(_case.ModeAc, disturber, _ => [(byte)_random.Next(256), (byte)_random.Next(256)]);
        }
    }

    /// <summary>Lets some frames begin when the one before them ends.</summary>
    private void CloseUp()
    {
        for (var n = 1; _case.BackToBackShare > 0 && n < _sent.Count; n++)
        {
            var before = _sent[n - 1];
            if (_random.NextDouble() < _case.BackToBackShare)
            {
                _sent[n] = _sent[n] with { Seconds = before.Seconds + (8 + 8 * before.Bytes.Length + 3 * _random.NextDouble()) * 1e-6 };
            }
        }

        if (_case.BackToBackShare > 0)
        {
            _sent.Sort((a, b) => a.Seconds.CompareTo(b.Seconds));
        }
    }

    private void Transmit(Sender sender)
    {
        if (sender.Kind == TisB)
        {
            Repeat(_case.Positions, sender, t => Extended(18, 2 + 3 * (int)(sender.Address & 1), sender, Position(sender, t)));
            return;
        }

        if (sender.Kind == AdsB)
        {
            Repeat(_case.Positions, sender, t => Extended(17, sender.Capability, sender, Position(sender, t)));
            Repeat(_case.Velocities, sender, t => Extended(17, sender.Capability, sender, 19UL << 51 | 1UL << 48 | (sender.Callsign & 0x7FFFFFFFFF) | (ulong)_random.Next(64) << 20));
            Repeat(0.2, sender, t => Extended(17, sender.Capability, sender, 4UL << 51 | 3UL << 48 | sender.Callsign));
            Repeat(0.4, sender, t => Extended(17, sender.Capability, sender, 31UL << 51 | (sender.Callsign & 0xFFFFFFFFFF)));
            Repeat(0.5, sender, t => Extended(17, sender.Capability, sender, 29UL << 51 | 1UL << 49 | sender.Place << 8));
            Repeat(0.2, sender, t => Extended(17, sender.Capability, sender, 28UL << 51 | 1UL << 48 | (ulong)sender.Squawk << 32));
        }

        Repeat(_case.Squitters, sender, t => Short(11u << 27 | (uint)sender.Capability << 24 | sender.Address, 0));
        Repeat(_case.AllCalls, sender, t => Short(11u << 27 | (uint)sender.Capability << 24 | sender.Address, _interrogators[_random.Next(_interrogators.Length)]));
        Repeat(_case.Acas, sender, t => _random.NextDouble() < 0.1
            ? Long(16u << 27 | 7u << 21 | 3u << 15 | Altitude13(sender, t), 0x30UL << 48 | (ulong)_random.NextInt64(1L << 48), sender.Address)
            : Short(1u << 25 | 7u << 21 | 3u << 15 | Altitude13(sender, t), sender.Address));
        Repeat(_case.Altitudes, sender, t => Short(4u << 27 | Request() | Altitude13(sender, t), sender.Address));
        Repeat(_case.Identities, sender, t => Short(5u << 27 | Request() | (uint)sender.Squawk, sender.Address));
        Repeat(_case.Registers, sender, t => _random.NextDouble() < 0.7
            ? Long(20u << 27 | Request() | Altitude13(sender, t), (ulong)_random.NextInt64(1L << 56), sender.Address)
            : Long(21u << 27 | Request() | (uint)sender.Squawk, (ulong)_random.NextInt64(1L << 56), sender.Address));
    }

    /// <summary>DR and UM: mostly nothing, now and then a register announced or an interrogator named.</summary>
    private uint Request() => _random.NextDouble() < 0.9 ? 0 : (uint)(_random.Next(2) == 0 ? 4 << 19 : _random.Next(64) << 13);

    private void Repeat(double perSecond, Sender sender, Func<double, byte[]> make)
    {
        if (perSecond <= 0)
        {
            return;
        }

        for (var t = _random.NextDouble() / perSecond; t < _case.Seconds - 1e-3; t += (0.6 + 0.8 * _random.NextDouble()) / perSecond)
        {
            Send(t, sender, make);
        }
    }

    private void Send(double t, Sender sender, Func<double, byte[]> make)
    {
        var snr = _case.SnrAt10Kilometres - 20 * Math.Log10(sender.Kilometres / 10) + sender.PowerDecibels + 2 * Gaussian();
        _sent.Add(new Sent(t, make(t), sender, snr));
    }

    private static double AltitudeAt(Sender sender, double t) => Math.Clamp(sender.AltitudeFeet + sender.ClimbFeetPerSecond * t, 0, 50000);

    private static uint Altitude13(Sender sender, double t)
    {
        var code = Altitude12(sender, t);
        return (code & 0xFC0) << 1 | code & 0x3F;
    }

    /// <summary>Steps of 25 ft with Q set, or something like a Gillham code: any bits with Q clear.</summary>
    private static uint Altitude12(Sender sender, double t)
    {
        var feet = AltitudeAt(sender, t);
        if (sender.IsGillham)
        {
            var steps = (uint)(feet / 100) * 2654435761u;
            return steps >> 20 & 0xFEF;
        }

        var n = (uint)(feet + 1000) / 25;
        return (n & 0x7F0) << 1 | 0x10 | n & 0xF;
    }

    private ulong Position(Sender sender, double t)
    {
        sender.Place = (sender.Place + (ulong)_random.Next(64) + ((ulong)_random.Next(64) << 17)) & 0x3FFFFFFFF;
        return 11UL << 51 | (ulong)Altitude12(sender, t) << 36 | (ulong)_random.Next(2) << 34 | sender.Place;
    }

    private byte[] Extended(int format, int capability, Sender sender, ulong message) =>
        Long((uint)format << 27 | (uint)capability << 24 | sender.Address, message, 0);

    private static byte[] Short(uint head, uint overlay) => WithParity([(byte)(head >> 24), (byte)(head >> 16), (byte)(head >> 8), (byte)head, 0, 0, 0], overlay);

    private static byte[] Long(uint head, ulong message, uint overlay)
    {
        var bytes = new byte[14];
        for (var n = 0; n < 4; n++)
        {
            bytes[n] = (byte)(head >> (24 - 8 * n));
        }

        for (var n = 0; n < 7; n++)
        {
            bytes[4 + n] = (byte)(message >> (48 - 8 * n));
        }

        return WithParity(bytes, overlay);
    }

    private static byte[] WithParity(byte[] bytes, uint overlay)
    {
        uint remainder = 0;
        foreach (var value in bytes.AsSpan(0, bytes.Length - 3))
        {
            for (var bit = 7; bit >= 0; bit--)
            {
                var top = (remainder >> 23 ^ (uint)(value >> bit)) & 1;
                remainder = (remainder << 1 & 0xFFFFFF) ^ top * 0xFFF409;
            }
        }

        remainder ^= overlay;
        (bytes[^3], bytes[^2], bytes[^1]) = ((byte)(remainder >> 16), (byte)(remainder >> 8), (byte)remainder);
        return bytes;
    }

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
