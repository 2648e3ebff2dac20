using System.Text;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

/// <summary>Reads and writes every message by its command, so that data and vectors can be held against all of them alike.</summary>
internal static class TypedMessage
{
    /// <summary>What the codec reads from a frame; null when it refuses it.</summary>
    public static object? Read(byte[] octets, FrameDirection direction, ModemProtocol protocol)
    {
        if (!ModemFrame.TryRead(octets, out var frame)) return null;
        return direction == FrameDirection.ToModem ? ReadToModem(frame, protocol) : ReadToHost(frame, protocol);
    }

    /// <summary>The frame that the codec makes of a message.</summary>
    public static byte[] Write(object message, ModemProtocol protocol, ModemHardware hardware = ModemHardware.Mmdvm)
    {
        byte[] octets = new byte[ModemFrame.LongestLength];
        int length = message switch
        {
            Raw raw => ModemFrame.Write(octets, raw.Command, raw.Payload),
            VersionReply reply => reply.Write(octets),
            StatusReply status => status.Write(octets, protocol),
            ModemConfiguration configuration => configuration.Write(octets, protocol),
            SetMode mode => mode.Write(octets),
            SetFrequency frequency => frequency.Write(octets, hardware),
            ModemAcknowledgement acknowledgement => acknowledgement.Write(octets),
            ReceivedBurst burst => DmrData.Write(octets, burst.Slot, burst.Control, Convert.FromHexString(burst.Burst), burst.RawRssi),
            DmrLost lost => lost.Write(octets),
            DmrStart start => start.Write(octets),
            DmrAbort abort => abort.Write(octets),
            DmrShortLc shortLc => shortLc.Write(octets),
            AlohaBurst aloha => DmrAloha.Write(octets, Convert.FromHexString(aloha.Burst)),
            CalibrationTransmit transmit => transmit.Write(octets),
            DStarMeasurement measurement => measurement.Write(octets),
            RssiReading reading => reading.Write(octets),
            CwText text => CwIdentification.Write(octets, Encoding.ASCII.GetBytes(text.Text)),
            DebugText debug => DebugMessage.Write(octets, Encoding.ASCII.GetBytes(debug.Text), debug.Numbers),
            _ => throw new InvalidOperationException(message.GetType().Name),
        };
        return octets[..length];
    }

    private static object? ReadToModem(in ModemFrame frame, ModemProtocol protocol) => frame.Command switch
    {
        ModemCommand.SetConfig => ModemConfiguration.TryRead(frame, protocol, out var message) ? message : null,
        ModemCommand.SetMode => SetMode.TryRead(frame, out var message) ? message : null,
        ModemCommand.SetFrequency => SetFrequency.TryRead(frame, out var message) ? message : null,
        ModemCommand.CalibrationData => CalibrationTransmit.TryRead(frame, out var message) ? message : null,
        ModemCommand.SendCwId => CwIdentification.TryRead(frame, out var text) ? new CwText(Encoding.ASCII.GetString(text)) : null,
        ModemCommand.DmrData1 or ModemCommand.DmrData2 => ReadBurst(frame),
        ModemCommand.DmrShortLc => DmrShortLc.TryRead(frame, out var message) ? message : null,
        ModemCommand.DmrStart => DmrStart.TryRead(frame, out var message) ? message : null,
        ModemCommand.DmrAbort => DmrAbort.TryRead(frame, out var message) ? message : null,
        ModemCommand.DmrAloha => DmrAloha.TryRead(frame, out var burst) ? new AlohaBurst(Convert.ToHexStringLower(burst)) : null,
        _ => new Raw(frame.Command, frame.Payload.ToArray()),
    };

    private static object? ReadToHost(in ModemFrame frame, ModemProtocol protocol) => frame.Command switch
    {
        ModemCommand.GetVersion => VersionReply.TryRead(frame, out var message) ? message : null,
        ModemCommand.GetStatus => StatusReply.TryRead(frame, protocol, out var message) ? message : null,
        ModemCommand.Acknowledgement or ModemCommand.NegativeAcknowledgement =>
            ModemAcknowledgement.TryRead(frame, out var message) ? message : null,
        ModemCommand.CalibrationData => DStarMeasurement.TryRead(frame, out var message) ? message : null,
        ModemCommand.RssiData => RssiReading.TryRead(frame, out var message) ? message : null,
        ModemCommand.DmrData1 or ModemCommand.DmrData2 => ReadBurst(frame),
        ModemCommand.DmrLost1 or ModemCommand.DmrLost2 => DmrLost.TryRead(frame, out var message) ? message : null,
        >= ModemCommand.Debug1 and <= ModemCommand.Debug5 => ReadDebug(frame),
        _ => new Raw(frame.Command, frame.Payload.ToArray()),
    };

    private static ReceivedBurst? ReadBurst(in ModemFrame frame) => DmrData.TryRead(frame, out var data)
        ? new ReceivedBurst(data.Slot, data.Control, Convert.ToHexStringLower(data.Burst), data.RawRssi)
        : null;

    private static DebugText? ReadDebug(in ModemFrame frame)
    {
        if (!DebugMessage.TryRead(frame, out var message)) return null;
        short[] numbers = new short[message.Numbers];
        for (int index = 0; index < numbers.Length; index++) numbers[index] = message[index];
        return new DebugText(Encoding.ASCII.GetString(message.Text), numbers);
    }

    /// <summary>A frame that has no type of its own.</summary>
    public sealed record Raw(ModemCommand Command, byte[] Payload);

    /// <summary><see cref="DmrData"/> as values.</summary>
    public sealed record ReceivedBurst(Timeslot Slot, DmrControl Control, string Burst, ushort? RawRssi)
    {
        public DataType? DataType => Control.HasDataSync ? Control.DataType : null;

        public int SuperframeIndex => Control.SuperframeIndex;

        public bool Idle => Control.IsIdleReceive;

        public bool Valid => Control.IsValid;
    }

    /// <summary><see cref="DmrAloha"/> as a value.</summary>
    public sealed record AlohaBurst(string Burst);

    /// <summary><see cref="CwIdentification"/> as a value.</summary>
    public sealed record CwText(string Text);

    /// <summary><see cref="DebugMessage"/> as values.</summary>
    public sealed record DebugText(string Text, short[] Numbers);
}
