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
        var verb = new Verb(language, "list", "Liệt kê các nút và chứng thư của chúng.", "Lists the nodes and their certificates.", "radionet node list", "radionet node list --json");
        return verb.Asks(async (_, node, output, cancel) =>
        {
            var nodes = (await node.Access.ListNodesAsync(new ListNodesRequest(), cancellationToken: cancel)).Nodes;
            if (output.Json)
            {
                foreach (var one in nodes)
                {
                    output.Object(json =>
                    {
                        json.WriteString("id", one.Id);
                        json.WriteString("place", one.Place);
                        json.WriteBoolean("self", one.Self);
                        if (one.Certificate is { } certificate)
                        {
                            json.WriteStartObject("certificate");
                            CertificateView.Write(json, certificate);
                            json.WriteEndObject();
                        }
                        else
                        {
                            json.WriteNull("certificate");
                        }
                    });
                }

                return;
            }

            output.Table(
                [language.Say("Nút", "Node"), language.Say("Địa bàn", "Place"), language.Say("Chứng thư", "Certificate"), language.Say("Đến (UTC)", "Until (UTC)"), language.Say("Liên kết", "Link")],
                nodes.Select(one => (string[])
                [
                    one.Id, one.Place, CertificateView.State(language, one.Certificate), ShortTime.Of(one.Certificate?.Expires),
                    one.Self ? language.Say("chính nút này", "this node") : one.Certificate?.Connected == true ? language.Say("có", "up") : "",
                ]));
        });
    }
}
