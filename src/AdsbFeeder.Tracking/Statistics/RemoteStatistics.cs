namespace AdsbFeeder.Tracking;

/// <summary>What the network inputs have counted since the start; every number only grows.</summary>
public readonly record struct RemoteStatistics
{
    /// <summary>Mode A/C replies.</summary>
    public long ModeAc { get; init; }

    /// <summary>Mode S frames.</summary>
    public long ModeS { get; init; }

    /// <summary>BaseStation lines.</summary>
    public long BaseStation { get; init; }

    /// <summary>Frames whose parity did not match.</summary>
    public long Bad { get; init; }

    /// <summary>Frames in an address-parity format whose address was unknown.</summary>
    public long UnknownAddress { get; init; }

    /// <summary>Accepted frames.</summary>
    public long Accepted { get; init; }

    /// <summary>Bytes received.</summary>
    public long BytesIn { get; init; }

    /// <summary>Bytes sent.</summary>
    public long BytesOut { get; init; }

    /// <summary>The growth since an earlier moment.</summary>
    public RemoteStatistics Since(in RemoteStatistics earlier) => new()
    {
        ModeAc = ModeAc - earlier.ModeAc,
        ModeS = ModeS - earlier.ModeS,
        BaseStation = BaseStation - earlier.BaseStation,
        Bad = Bad - earlier.Bad,
        UnknownAddress = UnknownAddress - earlier.UnknownAddress,
        Accepted = Accepted - earlier.Accepted,
        BytesIn = BytesIn - earlier.BytesIn,
        BytesOut = BytesOut - earlier.BytesOut,
    };
}
