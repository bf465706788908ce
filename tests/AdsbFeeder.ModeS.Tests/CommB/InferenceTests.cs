using Xunit.Abstractions;

namespace AdsbFeeder.ModeS.Tests;

/// <summary>Which register is it? Frames of specs/modes.md §9, real replies, flights of our own, and noise.</summary>
public class InferenceTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("A10000B9FF81C300000000B6F5F3", "1,7")] // 4,5 by its status bits
    [InlineData("A800122C9B580030A40000CAB721", "4,0")] // 4,4 and 4,5 to loose checks
    [InlineData("A0000A398DB46D80000004C1E6FB", "4,0")]
    [InlineData("A000139381951536E024D4CCF6B5", "5,0")] // 6,0 to loose checks
    [InlineData("A0001838FD9F39387FC4DCB9B6D4", "5,0")]
    [InlineData("A0001838C00A1D2FBFFFFF8123FC", "6,0")]
    [InlineData("A00015B8F56A132FE00FFFC48CB6", "6,0")]
    [InlineData("A0001838197E59C7E3B8007EF88A", "4,4")]
    [InlineData("A0001692185BD5CF400000DFC696", "4,4")]
    [InlineData("A02238382004B1F2CB0820321A78", "2,0")]
    [InlineData("A000183810030A80F580010C1AB4", "1,0")]
    [InlineData("A000183830C20204F191103F722A", "3,0")]
    [InlineData("A80008003000000000000029041E", "3,0")]
    [InlineData("A020019C00800189C083F041E54B", "1,8")]
    [InlineData("A00003308FA00000000000D8639F", "4,0")] // climbing to 8000 ft; no 1,7 has just these flags
    [InlineData("A000199858CD81D99DE53CAD9B53", "0,5")] // same altitude as its header
    [InlineData("A000131502010000000000000000", "1,7")]
    public void A_reply_alone_tells_its_register(string hex, string register)
    {
        var reply = SurveillanceReply.Decode(Frame.Parse(hex));

        var guess = RegisterInference.Infer(reply.CommB!.Value, new RegisterContext { AltitudeFeet = reply.AltitudeFeet });

        Assert.Equal((register, RegisterVerdict.Certain), (guess.Register?.ToString(), guess.Verdict));
    }

    [Fact]
    public void What_fits_two_registers_is_settled_by_the_speed_and_track_that_are_known()
    {
        var mb = Frame.Parse("A8001EBCFFFB23286004A73F6A5B").Message;
        var context = new RegisterContext { AltitudeFeet = 36_000 };

        var asTurn = RegisterInference.Infer(mb, context with { GroundSpeedKnots = new RecentValue(320, 4), TrackDegrees = new RecentValue(250, 4) });

        Assert.Equal("5,0", asTurn.Register.ToString());
        Assert.NotEqual("6,0", RegisterInference.Infer(mb, context).Register.ToString());
    }

    [Theory]
    [InlineData("A800122C000000000000005EFF05", RegisterVerdict.Empty)]
    [InlineData("A800122C40000000000000000000", null)]
    [InlineData("A800122C50000000000000000000", null)]
    [InlineData("A800122C60000000000000000000", null)]
    public void An_empty_field_or_a_number_alone_is_no_register_with_data(string hex, RegisterVerdict? verdict)
    {
        var guess = RegisterInference.Infer(Frame.Parse(hex).Message, default);

        Assert.DoesNotContain(guess.Register?.Value ?? 0, new byte[] { 0x40, 0x50, 0x60 });
        Assert.True(verdict is null || guess.Verdict == verdict);
    }

    [Fact]
    public void A_cross_link_reply_holds_the_position()
    {
        var reply = AirAirReply.Decode(Frame.Parse("80E197B158BF12F38AD083E10AE8"));

        var guess = RegisterInference.Infer(reply.Mv!.Value, new RegisterContext { IsAirAir = true, AltitudeFeet = reply.AltitudeFeet });

        Assert.Equal("0,5", guess.Register.ToString());
        Assert.Equal(37_025, AirbornePosition.Decode(reply.Mv.Value).AltitudeFeet);
    }

    [Fact]
    public void A_cross_link_reply_with_an_advisory_is_told_from_a_position()
    {
        var reply = AirAirReply.Decode(Frame.Parse("80E18C3830DA01200000007D2E44"));

        Assert.Equal("3,0", RegisterInference.Infer(reply.Mv!.Value, new RegisterContext { IsAirAir = true }).Register.ToString());
    }

    [Fact]
    public void A_register_that_the_aircraft_does_not_have_is_less_likely()
    {
        var mb = new MeteorologicalReport { Source = 1, WindSpeedKnots = 40, WindDirectionDegrees = 90, TemperatureCelsius = -50 }.Encode();
        var context = new RegisterContext { AltitudeFeet = 33_000 };
        var without = new CommonUsageCapability(0).With(new BdsCode(0x20)).With(new BdsCode(0x40));

        var announced = RegisterInference.Infer(mb, context with { Announced = Telling(without.With(new BdsCode(0x44))) });
        var missing = RegisterInference.Infer(mb, context with { Announced = Telling(without) });

        Assert.True(announced.Confidence > missing.Confidence, $"{announced} {missing}");

        static AnnouncedRegisters Telling(CommonUsageCapability report) => default(AnnouncedRegisters).With(new BdsCode(0x17), report.Encode());
    }

    [Fact]
    public void What_an_aircraft_tells_of_its_registers_adds_up()
    {
        var announced = default(AnnouncedRegisters)
            .With(new BdsCode(0x10), new DataLinkCapability { Identification = true }.Encode())
            .With(new BdsCode(0x18), Frame.Parse("A020019C00800189C083F041E54B").Message) // 0,5 to 0,A, 1,0 ... 3,0
            .With(new BdsCode(0x40), default);

        Assert.Equal((true, false, null), (announced.Holds(new BdsCode(0x20)), announced.Holds(new BdsCode(0x22)), announced.Holds(new BdsCode(0x44))));
        Assert.Equal(true, default(AnnouncedRegisters).With(new BdsCode(0x10), new DataLinkCapability { Identification = true }.Encode()).Holds(new BdsCode(0x20)));
        Assert.Equal(false, announced.With(new BdsCode(0x17), default(CommonUsageCapability).Encode()).Holds(new BdsCode(0x20)));
    }

    /// <summary>Wind of a figure of merit and nothing else: hardly anything, but where radars read 4,4 all day, enough.</summary>
    [Fact]
    public void Habits_of_the_radars_lean_but_do_not_decide()
    {
        var habits = new RegisterHabits();
        var weather = new RegisterGuess(RegisterVerdict.Certain, new BdsCode(0x44), 1, null);
        var mb = new MeteorologicalReport { Source = 1, TemperatureCelsius = 3 }.Encode();
        var before = RegisterInference.Infer(mb, new RegisterContext { Habits = habits, AltitudeFeet = 6000 });
        for (var i = 0; i < 20_000; i++)
            habits.Learn(weather, utilityMessage: 0);
        var after = RegisterInference.Infer(mb, new RegisterContext { Habits = habits, AltitudeFeet = 6000 });

        Assert.Equal("4,4", after.Best.ToString());
        Assert.True(after.Confidence > before.Confidence, $"{before} {after}");
        Assert.Equal(before, RegisterInference.Infer(mb, new RegisterContext { Habits = habits, AltitudeFeet = 6000, UtilityMessage = 0b0101_01 }));

        var reply = SurveillanceReply.Decode(Frame.Parse("A800122C9B580030A40000CAB721"));
        Assert.Equal("4,0", RegisterInference.Infer(reply.CommB!.Value, new RegisterContext { Habits = habits }).Register.ToString());
    }

    [Theory]
    [InlineData(4, "A02238382004B1F2CB0820321A78")] // 2,0
    [InlineData(5, "A000183810030A80F580010C1AB4")] // 1,0
    [InlineData(3, "A000183830C20204F191103F722A")] // 3,0
    public void A_downlink_request_makes_what_it_announces_likelier(int request, string hex)
    {
        var mb = Frame.Parse(hex).Message;

        var with = RegisterInference.Infer(mb, new RegisterContext { DownlinkRequest = request });
        var without = RegisterInference.Infer(mb, default);

        Assert.Equal(without.Best, with.Best);
        Assert.True(with.Confidence > without.Confidence, $"{without} {with}");
    }

    [Fact]
    public void A_heading_far_from_the_track_is_believed_where_magnetic_north_is_far_from_true()
    {
        var mb = new HeadingAndSpeed { MagneticHeadingDegrees = 158, IndicatedAirspeedKnots = 250, Mach = 0.76 }.Encode();
        var context = new RegisterContext { AltitudeFeet = 37_000, TrackDegrees = 180, GroundSpeedKnots = 440 };

        var known = RegisterInference.Infer(mb, context with { DeclinationDegrees = 20 });
        var unknown = RegisterInference.Infer(mb, context);

        Assert.Equal("6,0", known.Register.ToString());
        Assert.True(known.Confidence >= unknown.Confidence, $"{unknown} {known}");
    }

    [Theory]
    [InlineData(false, 0.99)]
    [InlineData(true, 0.998)]
    public void Registers_of_simulated_flights_are_found_and_hardly_ever_mistaken(bool stateIsKnown, double share)
    {
        var flights = new FlightRegisters(seed: 11);
        int right = 0, wrong = 0, all = 0;
        for (var i = 0; i < 2000; i++)
        {
            flights.Next();
            foreach (var (register, mb) in flights.Registers)
            {
                var guess = RegisterInference.Infer(mb, stateIsKnown ? flights.State : flights.AltitudeAlone);
                right += guess.Register?.Value == register ? 1 : 0;
                wrong += guess.Register is { } other && other.Value != register ? 1 : 0;
                all++;
            }
        }

        output.WriteLine($"{right} right, {wrong} wrong of {all}");
        Assert.True(right >= share * all, $"{right} right of {all}");
        Assert.True(wrong <= 0.0005 * all, $"{wrong} wrong of {all}");
    }

    [Fact]
    public void Noise_is_hardly_ever_a_register()
    {
        var random = new Random(7);
        const int Frames = 50_000;

        var claims = Enumerable.Range(0, Frames).Count(_ => RegisterInference.Infer(
            new MessageField((ulong)random.NextInt64(1L << 56)),
            new RegisterContext { AltitudeFeet = random.Next(1000, 41_000), GroundSpeedKnots = random.Next(100, 500), TrackDegrees = random.Next(360) }).Register is not null);

        Assert.InRange(claims, 0, Frames / 200);
    }

    [Fact]
    public void Confidence_is_a_probability_and_the_runner_up_is_another() => Assert.All(new FlightRegisters(seed: 3).Take(500), sample =>
    {
        var guess = RegisterInference.Infer(sample.Mb, default);

        Assert.InRange(guess.Confidence, 0, 1);
        Assert.NotEqual(guess.Best, guess.RunnerUp);
        Assert.True(guess.Register is null || guess.Confidence >= RegisterInference.Threshold);
    });

    /// <summary>5,000 replies over Europe in 26 s. By their numbers and shapes 123 are 2,0, 98 1,0 and 77 1,7; two rows are broken.</summary>
    [Fact]
    public void Nearly_every_real_reply_has_one_register()
    {
        if (SharedData.Lines("frames/sample_data_commb_df20.csv", output) is not { } lines)
            return;

        var guesses = lines.Select(line => SurveillanceReply.Decode(Frame.Parse(line.Split(',')[2])))
            .Select(reply => RegisterInference.Infer(reply.CommB!.Value, new RegisterContext { AltitudeFeet = reply.AltitudeFeet })).ToList();
        foreach (var group in guesses.GroupBy(guess => (guess.Verdict, guess.Best)).OrderByDescending(group => group.Count()))
            output.WriteLine($"{group.Key} {group.Count()}");

        Assert.Equal((123, 98, 77), (Count(0x20), Count(0x10), Count(0x17)));
        Assert.True(guesses.Count(guess => guess.Verdict is RegisterVerdict.Ambiguous or RegisterVerdict.Unknown) <= 5);

        int Count(byte register) => guesses.Count(guess => guess.Register?.Value == register);
    }
}
