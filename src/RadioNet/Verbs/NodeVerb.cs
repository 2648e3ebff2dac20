using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet node …</c>: the network's nodes, and who of them is in.</summary>
internal static class NodeVerb
{
    public static Verb Create(Language language) =>
        new(language, "node", "Xem các nút, cho nút vào mạng hoặc đưa ra.", "Looks at nodes, lets one into the network or puts it out.",
            "radionet node list", "radionet node token core-buon-ma-thuot")
        {
            List(language),
            PeerVerbs.Token(language, PeerKind.Node),
            PeerVerbs.Revoke(language, PeerKind.Node),
        };

    private static Verb List(Language language)
    {
        var verb = new Verb(
            language, "list", "Liệt kê các nút: gắn vào đâu, giữ bản quy hoạch nào, chứng thư của chúng.",
            "Lists the nodes: where they are attached, which revision of the plan they hold, and their certificates.", "radionet node list", "radionet node list --json");
        return verb.Asks(async (_, node, output, cancel) =>
        {
            var nodes = (await node.Access.ListNodesAsync(new ListNodesRequest(), cancellationToken: cancel)).Nodes;
            if (output.Json)
            {
                foreach (var one in nodes)
                {
                    output.Object(json => NodeView.Write(json, one));
                }

                return;
            }

            output.Table(NodeView.Heads(language), nodes.Select(one => NodeView.Row(language, one)));
            foreach (var one in nodes.Where(one => one.PlanProblem is not null))
            {
                output.Line($"{one.Id}: {language.Say(one.PlanProblem)}");
            }

            foreach (var one in nodes.Where(one => one.EditsNotTaken > 0))
            {
                output.Say(
                    $"{one.Id}: {one.EditsNotTaken} sửa đổi làm khi mất liên lạc không được nút gốc nhận; 'radionet history' ở nút đó nói vì sao.",
                    $"{one.Id}: {one.EditsNotTaken} edits made while it was cut off were not taken by the root; 'radionet history' there says why.");
            }
        });
    }
}
