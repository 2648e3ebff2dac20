using System.Text.Json;
using RadioNet.Protocols.Homebrew.Trunking;

namespace RadioNet.Protocols.Tests.Homebrew;

public sealed class TrunkingVectorTests
{
    [Fact]
    public void Control_messages()
    {
        foreach (var vector in VectorFile.Read("trunking.json"))
        {
            byte[] octets = vector.Octets();
            byte[] written = new byte[TrunkingMessage.LongestLength];
            int length = 0;
            if (TrunkingMessage.TryRead(octets, out var message))
            {
                Assert.Equal(vector.Enumerated<TrunkingOpcode>("opcode"), message.Opcode);
                Assert.Equal(vector.Flag("fromNetwork"), message.FromNetwork);
                length = ReadAndWrite(vector, message, written);
            }

            Assert.True(vector.Accept() == length > 0, vector.Name());
            if (length > 0) Assert.Equal(octets, written[..length]);
        }
    }

    private static int ReadAndWrite(JsonElement vector, in TrunkingMessage message, Span<byte> written)
    {
        if (RegistrationMessage.TryRead(message, out var registration))
        {
            Assert.Equal((vector.Number("seconds"), vector.Number("radio"), vector.Flag("accepted")), (registration.UnixSeconds, registration.Radio.Value, registration.IsAccepted));
            return registration.Write(written);
        }

        if (SubscriptionMessage.TryRead(message, out var subscription))
        {
            var talkgroups = new TalkgroupId[subscription.Count];
            for (int i = 0; i < talkgroups.Length; i++) talkgroups[i] = subscription[i];
            Assert.Equal(vector.GetProperty("talkgroups").EnumerateArray().Select(id => id.GetUInt32()), talkgroups.Select(id => id.Value));
            return SubscriptionMessage.Write(written, message.Opcode, message.FromNetwork, talkgroups);
        }

        if (UdtPacket.TryRead(message, out var udt)) return ReadAndWriteUdt(vector, udt, written);
        return ReadAndWriteCall(vector, message, written);
    }

    private static int ReadAndWriteUdt(JsonElement vector, in UdtPacket udt, Span<byte> written)
    {
        var address = new UdtAddress
        {
            CallLeg = udt.CallLeg,
            Source = udt.Source,
            Target = udt.Target,
            TargetKind = udt.TargetKind,
            Format = udt.Format,
            WantsAcknowledgement = udt.WantsAcknowledgement,
        };
        Assert.Equal(CallLegId.Read(vector.Octets("callLeg")), address.CallLeg);
        Assert.Equal((vector.Number("source"), vector.Number("target")), (address.Source.Value, address.Target));
        Assert.Equal((vector.Enumerated<AddressKind>("targetKind"), vector.Flag("wants")), (address.TargetKind, address.WantsAcknowledgement));
        Assert.Equal(vector.Number("format"), address.Format);
        Assert.Equal(vector.Octets("payload"), udt.Payload);
        return UdtPacket.Write(written, udt.FromNetwork, address, udt.Payload);
    }

    private static int ReadAndWriteCall(JsonElement vector, in TrunkingMessage message, Span<byte> written)
    {
        if (CallAnswer.TryRead(message, out var answer))
        {
            CheckCall(vector, answer.CallLeg, answer.Source, answer.Target.Value);
            return answer.Write(written);
        }

        if (PrivateCallSetup.TryRead(message, out var setup))
        {
            CheckCall(vector, setup.CallLeg, setup.Source, setup.Target.Value);
            Assert.Equal(vector.Number("options"), setup.ServiceOptions);
            return setup.Write(written);
        }

        if (StatusMessage.TryRead(message, out var status))
        {
            CheckCall(vector, status.CallLeg, status.Source, status.Target);
            Assert.Equal((vector.Number("status"), vector.Enumerated<AddressKind>("targetKind")), (status.Status, status.TargetKind));
            return status.Write(written);
        }

        bool isSignal = message.Opcode is TrunkingOpcode.NetworkUp or TrunkingOpcode.NetworkDown;
        return isSignal ? TrunkingMessage.WriteSignal(written, message.Opcode, message.FromNetwork) : 0;
    }

    private static void CheckCall(JsonElement vector, CallLegId callLeg, RadioId source, uint target)
    {
        Assert.Equal(CallLegId.Read(vector.Octets("callLeg")), callLeg);
        Assert.Equal((vector.Number("source"), vector.Number("target")), (source.Value, target));
    }
}
