using AdsbFeeder.Dsp;
using AdsbFeeder.ModeS;
using AdsbFeeder.Radio;

namespace AdsbFeeder.Tests.Reception;

/// <summary>A radio that is set and asked but gives no samples.</summary>
internal sealed class FakeRadio : IRadioSource
{
    private RadioStatus _status = new(RadioState.Receiving, RadioFault.None, "Receiving from a radio that is not there");

    internal List<double> Sets { get; } = [];

    public RadioStatus Status => _status;

    public IReadOnlyList<double> GainsDecibels { get; init; } = [];

    public Action<RadioStatus>? Changed { get; set; }

    public string Name => "no radio";

    public SampleFormat Format => SampleFormat.Uc8;

    public int RateHertz => 2_400_000;

    public FrameSource Provenance => FrameSource.Radio;

    public bool IsLive => true;

    public long DroppedSamples => 0;

    public TimeSpan Age => TimeSpan.Zero;

    public long TakeLostSamples() => 0;

    public void SetGain(double decibels)
    {
        lock (Sets)
        {
            Sets.Add(decibels);
            _status = _status with { GainDecibels = GainChoice.Nearest(GainsDecibels, decibels) };
        }
    }

    public int Read(Span<byte> buffer) => 0;

    public void Dispose()
    {
    }
}
