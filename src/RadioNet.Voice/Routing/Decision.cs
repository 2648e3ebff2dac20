namespace RadioNet.Voice.Routing;

/// <summary>What was decided about a stream.</summary>
internal enum Decision : byte
{
    Waiting,
    Granted,
    Refused,
    Stopped,
}
