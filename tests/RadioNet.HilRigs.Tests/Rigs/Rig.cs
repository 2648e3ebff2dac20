using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>A rig: a modem, what is attached to it, what may be done with it and what never.</summary>
internal sealed record Rig
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name for people.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>Where its modem is.</summary>
    public required ModemPlace Modem { get; init; }

    /// <summary>What is attached.</summary>
    public required ImmutableArray<RigAttachment> Attached { get; init; }

    /// <summary>What may be done.</summary>
    public required ImmutableArray<RigAbility> Abilities { get; init; }

    /// <summary>How it is unplugged; null when it can't be.</summary>
    public required RigReplug? Replug { get; init; }

    /// <summary>What the modem is told of its radio.</summary>
    public required RigRadio Radio { get; init; }

    /// <summary>What never happens.</summary>
    public required RigLimits Limits { get; init; }

    /// <summary>Whether its modem is made for the run: nothing is really on the air.</summary>
    public bool IsVirtual => Modem.Virtual is not null;

    /// <summary>What is attached of a kind; null when nothing is.</summary>
    public RigAttachment? Attachment(AttachmentKind kind) => Attached.FirstOrDefault(attachment => attachment.Kind == kind);
}
