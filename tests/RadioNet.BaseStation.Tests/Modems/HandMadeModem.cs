using RadioNet.Protocols.Mmdvm;
using static RadioNet.BaseStation.Tests.Modems.ModemBytes;

namespace RadioNet.BaseStation.Tests.Modems;

/// <summary>Answers like a modem, with octets put together by hand from <see cref="ModemBytes"/>.</summary>
internal sealed class HandMadeModem(string version = Version2)
{
    public string Version { get; set; } = version;

    public byte State { get; set; }

    public bool IsConfigured { get; set; }

    public bool IsTransmitting { get; set; }

    /// <summary>Whether its transmitter obeys DMR_START.</summary>
    public bool ObeysStart { get; set; } = true;

    /// <summary>Whether an identification switches the transmitter on.</summary>
    public bool SendsMorse { get; set; } = true;

    public byte Flags { get; set; }

    public bool IsDumb { get; set; }

    /// <summary>What it answers to commands of its own choice instead; by command.</summary>
    public Dictionary<ModemCommand, string> Instead { get; } = [];

    public List<string> Heard { get; } = [];

    private bool IsFirst => Version == Version1;

    public void Restart() => (State, IsConfigured, IsTransmitting) = (0, false, false);

    public byte[] Answer(string frame)
    {
        Heard.Add(frame);
        if (IsDumb) return [];
        var command = (ModemCommand)Convert.FromHexString(frame)[2];
        if (Instead.TryGetValue(command, out var other)) return Octets(other);
        return command switch
        {
            ModemCommand.GetVersion => Octets(Version),
            ModemCommand.GetStatus => Status(),
            ModemCommand.SetFrequency => Octets(AckFrequency),
            ModemCommand.SetConfig => Configure(),
            ModemCommand.SetMode => Enter(frame),
            ModemCommand.DmrStart => Switch(frame),
            ModemCommand.SendCwId => Identify(),
            ModemCommand.CalibrationData => Octets("E0047008"),
            _ => [],
        };
    }

    private byte[] Configure()
    {
        (IsConfigured, State) = (true, 0);
        return [.. Octets(DebugModeIdle), .. Octets(AckConfiguration)];
    }

    private byte[] Enter(string frame)
    {
        State = Convert.FromHexString(frame)[3];
        if (State == 0) IsTransmitting = false;
        return Octets(AckMode);
    }

    private byte[] Switch(string frame)
    {
        if (State != 2) return Octets("E0057F1D04");
        if (ObeysStart) IsTransmitting = frame == StartOn;
        return [];
    }

    private byte[] Identify()
    {
        if (State != 0) return Octets(NakCwId);
        IsTransmitting = SendsMorse;
        return [];
    }

    private byte[] Status()
    {
        byte flags = (byte)(Flags | (IsTransmitting ? 1 : 0));
        if (IsFirst) return [0xE0, 14, 0x01, (byte)(IsConfigured ? 0x02 : 0x3F), State, flags, 0, 10, 10, 0, 0, 0, 0, 0];
        var status = Octets(IsConfigured ? StatusIdle : StatusUnconfigured);
        (status[3], status[4]) = (State, flags);
        return status;
    }
}
