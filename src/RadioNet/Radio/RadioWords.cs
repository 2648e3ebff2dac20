using System.CommandLine;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Protocols;

namespace RadioNet.Command.Radio;

/// <summary>Who a virtual radio is and whom it calls, as options.</summary>
/// <param name="From">The radio.</param>
/// <param name="Talkgroup">The talkgroup that it calls; or else</param>
/// <param name="Radio">the radio.</param>
/// <param name="Slot">The timeslot, where the talkgroup's is not meant.</param>
internal sealed record RadioWords(Option<uint> From, Option<uint?> Talkgroup, Option<uint?> Radio, Option<int?> Slot)
{
    public static RadioWords Options(Verb verb, Language language)
    {
        var words = new RadioWords(
            Required(verb.Option<uint>("--from", "ID", "Máy ảo: một thuê bao trong quy hoạch", "The virtual radio: a subscriber of the plan")),
            verb.Option<uint?>("--talkgroup", "ID", "Gọi nhóm này", "Calls this talkgroup"),
            verb.Option<uint?>("--radio", "ID", "Gọi riêng máy này", "Calls this radio"),
            SlotOption(verb));
        verb.Validators.Add(result =>
        {
            if (result.GetResult(words.Talkgroup) is null == result.GetResult(words.Radio) is null)
            {
                result.AddError(language.Say("Cần đúng một trong --talkgroup và --radio.", "Exactly one of --talkgroup and --radio is needed."));
            }
        });
        return words;
    }

    public static Option<int?> SlotOption(Verb verb) =>
        verb.Option<int?>("--slot", "1|2", "Khe thời gian (mặc định: của nhóm, hoặc 1)", "The timeslot (the talkgroup's otherwise, or 1)").AcceptOnlyFromAmong("1", "2");

    /// <summary>Makes an option one that must be given.</summary>
    public static Option<T> Required<T>(Option<T> option)
    {
        option.Required = true;
        return option;
    }

    /// <summary>What the options say, with what the plan says of the talkgroup.</summary>
    public async Task<Called> ReadAsync(ParseResult parsed, NodeClient node, CancellationToken cancel)
    {
        var from = parsed.GetRequiredValue(From);
        if (from is 0 or > 0xFF_FFFF)
        {
            throw new Failure($"--from {from} không phải là số máy (1 đến 16777215).", $"--from {from} is no radio id (1 to 16777215).", 2);
        }

        var talkgroup = parsed.GetValue(Talkgroup) is { } id
            ? await node.Plan.GetTalkgroupAsync(new GetTalkgroupRequest { Id = id }, cancellationToken: cancel)
            : null;
        var slot = parsed.GetValue(Slot) ?? (int)(talkgroup?.Slot ?? 1);
        return new Called(
            new RadioId(from), talkgroup?.Id ?? parsed.GetValue(Radio)!.Value, talkgroup is null ? AddressKind.Unit : AddressKind.Group,
            slot == 2 ? Timeslot.Two : Timeslot.One, talkgroup);
    }

    /// <summary>Who calls whom.</summary>
    /// <param name="From">The virtual radio.</param>
    /// <param name="Target">Whom it calls.</param>
    /// <param name="Kind">What <paramref name="Target"/> is.</param>
    /// <param name="Slot">The timeslot.</param>
    /// <param name="Talkgroup">The talkgroup, as the plan has it; null when a radio is called.</param>
    internal sealed record Called(RadioId From, uint Target, AddressKind Kind, Timeslot Slot, Talkgroup? Talkgroup);
}
