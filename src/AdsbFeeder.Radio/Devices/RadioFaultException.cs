namespace AdsbFeeder.Radio;

/// <summary>Why a session with a radio ended or did not begin.</summary>
internal sealed class RadioFaultException(RadioFault fault, string message) : Exception(message)
{
    internal RadioFault Fault => fault;
}
