namespace AdsbFeeder.Radio;

/// <summary>A capture that cannot be read as it was asked for. The message is one line for the user: what, where, which rule.</summary>
public sealed class CaptureException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public CaptureException()
    {
    }

    /// <summary>Creates it with its line for the user.</summary>
    public CaptureException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with its line for the user and what the system said.</summary>
    public CaptureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
