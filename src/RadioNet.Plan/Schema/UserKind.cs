using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;
using RadioNet.Protocols;

namespace RadioNet.Plan.Schema;

/// <summary>The users' keys, read and written.</summary>
internal static class UserKind
{
    public static Kind<User> Kind { get; } = new("users", new LocalizedText("người dùng", "user"), "A person who signs in to a console.",
    [
        new("name", PlanField.Required, "id", "the name to sign in with", u => YamlText.Scalar(u.Name)),
        new("role", PlanField.Required, "listener, dispatcher, technician or administrator", "what the person may do", u => Words.Of(Words.Roles, u.Role)),
        new("place", PlanField.Required, "a place", "the place that the role covers, with all below", u => YamlText.Scalar(u.Place)),
        new("password-hash", PlanField.Required, "what radionet user hash prints, disabled, or kept", "the hash of the password; disabled lets nobody sign in, kept means the one stored now", u => YamlText.Quoted(u.PasswordHash)) { Secret = true },
        new("id", PlanField.FromName, "1 to 16777214", "the address that radios see when the user talks; no subscriber's, nor another user's", u => u.Id is { } id ? YamlText.Number(id.Value) : null),
        new("priority", "5", "0 to 10", "10 is highest; as a subscriber's", u => YamlText.Number(u.Priority)),
        new("pre-empt", "false", "true or false", "whether the user takes the floor from a talker of lower priority", u => YamlText.Flag(u.PreEmpt)),
    ]);

    public static User? Read(YamlNode node, ReadContext context)
    {
        if (ItemReader.Of(node, Kind.Noun, Kind.Keys, context) is not { } item)
        {
            return null;
        }

        var name = item.RequiredId("name");
        if (name is not null)
        {
            context.References.Define(Kind.Noun, name, item.Where("name"), context.Errors);
        }

        var id = (uint)item.Number("id", 1, (int)TalkgroupKind.LargestId, 0);
        if (id > 0)
        {
            context.References.Define(SubscriberKind.Kind.Noun, id, item.Where("id"), context.Errors);
        }

        var role = item.RequiredWord("role", Words.Roles);
        var place = item.Reference("place", ReferenceKind.Place, required: true);
        var hash = item.RequiredText("password-hash");
        if (context.IsToBeInForce && hash is not (null or PlanSecrets.Kept or PasswordKey.Disabled) && PasswordKey.Parse(hash) is null)
        {
            context.Errors.Add(item.Where("password-hash"), "\"password-hash\" is no hash of a password. Write what \"radionet user hash\" prints, or \"disabled\" where nobody signs in.");
        }

        var defaults = new User("", default, "", "");
        var user = new User(name ?? "", role ?? default, place ?? "", hash ?? "")
        {
            Id = id > 0 ? new RadioId(id) : null,
            Priority = item.Number("priority", 0, 10, defaults.Priority),
            PreEmpt = item.Flag("pre-empt", defaults.PreEmpt),
            Line = node.Line,
        };
        return name is null || role is null || place is null || hash is null ? null : user;
    }
}
