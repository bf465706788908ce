using AdsbFeeder.ModeS;
using AdsbFeeder.Simulation.Air;
using AdsbFeeder.Simulation.Fleet;

namespace AdsbFeeder.Simulation.Transponder;

/// <summary>One transponder: squitters by its own clock, answers radars that pass and neighbours' collision avoidance.</summary>
/// <remarks>
/// Each slice of time collects what is due, sorts it and sends it one after the other: a transponder that transmits cannot transmit.
/// On the ground it answers roll-calls only, and squitters no DF11 while it squitters positions (Annex 10 vol. IV, 3.1.2.8.5).
/// </remarks>
internal sealed class TransponderUnit
{
    private const double RecoverySeconds = 100e-6;
    private const double ModeAcPeriodSeconds = 1 / 300.0;
    private const int ModeAcRepliesPerPass = 14;

    private readonly Airframe _airframe;
    private readonly RadioTraits _traits;
    private readonly Radar[] _radars;
    private readonly double[] _nextPass;
    private readonly RandomStream _random;
    private readonly SquitterSchedule _schedule;
    private readonly MessageComposer _composer;
    private readonly List<(double Seconds, Due What, int Detail)> _due = [];
    private double _nextAcas;
    private double _silentUntil;
    private bool _wasMoving;

    public TransponderUnit(Airframe airframe, RadioTraits traits, Radar[] radars, RandomStream random, FlightState state, double now)
    {
        (_airframe, _traits, _radars, _random) = (airframe, traits, radars, random);
        _schedule = new SquitterSchedule(random, airframe.AdsbVersion, now);
        _composer = new MessageComposer(airframe, random);
        _nextPass = [.. radars.Select(radar => radar.NextPass(state.Position, now - (radar.PeriodSeconds / 2)))];
        _nextAcas = now + random.Exponential(AcasRate);
        _wasMoving = true;
    }

    private enum Due
    {
        Squitter,
        AllCall,
        RollCall,
        Acas,
        ModeA,
        ModeC,
    }

    /// <summary>Aircraft near enough to interrogate this one.</summary>
    public int Neighbours { get; set; }

    // A neighbour asks every few seconds when far and every second when near; a floor stands for aircraft that we do not simulate.
    private double AcasRate => 0.2 + (0.12 * Math.Min(Neighbours, 10));

    /// <summary>Adds what the transponder sends between two times; <paramref name="state"/> is the flight's at the first of them.</summary>
    public void Transmit(double from, double to, in FlightState state, List<Transmission> output)
    {
        Collect(from, to, state);
        _due.Sort(static (a, b) => a.Seconds.CompareTo(b.Seconds));
        foreach (var (seconds, what, detail) in _due)
        {
            var start = Math.Max(seconds, _silentUntil);
            var then = state.After(start - from);
            var frame = Compose(what, detail, then);
            output.Add(new Transmission(frame, start, _airframe, _traits, then));
            _silentUntil = start + Modulation.PulseTrain.Seconds(frame) + RecoverySeconds;
        }

        _due.Clear();
    }

    private void Collect(double from, double to, in FlightState state)
    {
        var moving = state.GroundSpeedKnots > 0.5;
        if (moving && !_wasMoving)
            _schedule.Hurry(from);

        _wasMoving = moving;
        if (_airframe.HasModeS)
        {
            var emergency = _airframe.EmergencyState != 0;
            while (_schedule.TryTake(to, state.OnGround, moving, emergency, out var squitter, out var seconds))
            {
                if (IsSent(squitter, state.OnGround))
                    _due.Add((Math.Max(seconds, from), Due.Squitter, (int)squitter));
            }

            for (; _nextAcas < to; _nextAcas += _random.Exponential(AcasRate))
            {
                if (!state.OnGround)
                    _due.Add((_nextAcas, Due.Acas, 0));
            }
        }

        for (var i = 0; i < _radars.Length; i++)
        {
            if (_nextPass[i] >= to)
                continue;

            Pass(_radars[i], Math.Max(_nextPass[i], from), state);
            _nextPass[i] = _radars[i].NextPass(state.Position, _nextPass[i]);
        }
    }

    private bool IsSent(Squitter squitter, bool onGround) => squitter switch
    {
        Squitter.Acquisition => !onGround || _airframe.AdsbVersion is null,
        Squitter.Velocity or Squitter.TargetState => !onGround,
        _ => true,
    };

    private void Pass(Radar radar, double seconds, in FlightState state)
    {
        if (!radar.Reaches(state.Position))
            return;

        if (!radar.IsModeS || !_airframe.HasModeS)
        {
            for (var i = 0; i < ModeAcRepliesPerPass && !state.OnGround; i++)
                _due.Add((seconds + (i * ModeAcPeriodSeconds), i % 3 == 2 ? Due.ModeC : Due.ModeA, 0));

            return;
        }

        // Most are locked out of all-calls by a radar that tracks them.
        if (!state.OnGround && _random.Chance(0.1))
            _due.Add((seconds, Due.AllCall, (int)radar.InterrogatorCode));

        var calls = 1 + _random.Next(_airframe.HasEnhancedSurveillance ? 4 : 2);
        var time = seconds + 0.004;
        for (var i = 0; i < calls; i++, time += _random.Uniform(0.0008, 0.008))
            _due.Add((time, Due.RollCall, i));
    }

    private Frame Compose(Due what, int detail, in FlightState state) => what switch
    {
        Due.Squitter => _composer.Squitter((Squitter)detail, state),
        Due.AllCall => _composer.AllCall((byte)detail, state),
        Due.RollCall => _composer.RollCall(detail, state),
        Due.Acas => _composer.Acas(state),
        Due.ModeA => new ModeAcReply(Squawk.FromCode(_airframe.Squawk), false).Encode(),
        _ => ModeAcReply.FromAltitude((int)Math.Round(state.AltitudeFeet)).Encode(),
    };
}
