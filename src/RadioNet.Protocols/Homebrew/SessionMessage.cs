namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// The messages that are a tag and one 32-bit word: login, acknowledgement, ping, pong, logout, the master's closing and
/// refusal, and the beacon request. The word is the repeater's id, but for the acknowledgement of a login: there the nonce.
/// </summary>
public readonly record struct SessionMessage(HomebrewKind Kind, HomebrewDialect Dialect, uint Word)
{
    /// <summary>The longest of these messages as we write them, in octets.</summary>
    public const int LongestLength = 11;

    private const int WordLength = 4;

    /// <summary>BrandMeister writes the id of a beacon request as eight hexadecimal digits.</summary>
    private const int HexWordLength = 8;

    private static readonly Row[] _rows =
    [
        new(HomebrewKind.Login, HomebrewDialect.Conventional, "RPTL"),
        new(HomebrewKind.Acknowledgement, HomebrewDialect.Conventional, "RPTACK"),
        new(HomebrewKind.Ping, HomebrewDialect.Conventional, "RPTPING"),
        new(HomebrewKind.Pong, HomebrewDialect.Conventional, "MSTPONG"),
        new(HomebrewKind.Logout, HomebrewDialect.Conventional, "RPTCL"),
        new(HomebrewKind.MasterClosing, HomebrewDialect.Conventional, "MSTCL"),
        new(HomebrewKind.Refusal, HomebrewDialect.Conventional, "MSTNAK"),
        new(HomebrewKind.BeaconRequest, HomebrewDialect.Conventional, "RPTSBKN"),
        new(HomebrewKind.Login, HomebrewDialect.Trunking, "DTCL"),
        new(HomebrewKind.Acknowledgement, HomebrewDialect.Trunking, "DTCACK"),
        new(HomebrewKind.Ping, HomebrewDialect.Trunking, "DTCPING"),
        new(HomebrewKind.Pong, HomebrewDialect.Trunking, "DTCPONG"),
        new(HomebrewKind.Logout, HomebrewDialect.Trunking, "DTCCL"),
        new(HomebrewKind.Refusal, HomebrewDialect.Trunking, "DTCNAK"),
        new(HomebrewKind.BeaconRequest, HomebrewDialect.Trunking, "DTCSBKN"),
    ];

    /// <summary>The word as a repeater's id.</summary>
    public RepeaterId Repeater => new(Word);

    /// <summary>The word as a login's nonce.</summary>
    public LoginNonce Nonce => new(Word);

    /// <summary>A message about a repeater.</summary>
    public static SessionMessage Of(HomebrewKind kind, RepeaterId repeater, HomebrewDialect dialect = HomebrewDialect.Conventional) =>
        new(kind, dialect, repeater.Value);

    /// <summary>The acknowledgement of a login request.</summary>
    public static SessionMessage Challenge(LoginNonce nonce, HomebrewDialect dialect = HomebrewDialect.Conventional) =>
        new(HomebrewKind.Acknowledgement, dialect, nonce.Value);

    /// <summary>Reads a datagram; false when it is none of these messages.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out SessionMessage message)
    {
        foreach (var row in _rows)
        {
            if (!source.StartsWith(row.Tag)) continue;
            var rest = source[row.Tag.Length..];
            if (!HasLength(row.Kind, rest.Length)) continue;
            if (rest.Length == HexWordLength && row.Kind == HomebrewKind.BeaconRequest)
            {
                bool isHex = HexText.TryReadUInt32(rest, out uint id);
                message = isHex ? new(row.Kind, row.Dialect, id) : default;
                return isHex;
            }

            message = new(row.Kind, row.Dialect, Wire.ReadUInt32(rest, 0));
            return true;
        }

        message = default;
        return false;
    }

    /// <summary>Writes the message and returns its length, 8 to 11.</summary>
    public int Write(Span<byte> destination)
    {
        foreach (var row in _rows)
        {
            if (row.Kind != Kind || row.Dialect != Dialect) continue;
            row.Tag.CopyTo(destination);
            Wire.WriteUInt32(destination, row.Tag.Length, Word);
            return row.Tag.Length + WordLength;
        }

        throw new InvalidOperationException($"{Kind} has no tag of its own in the {Dialect} dialect.");
    }

    // XLX answers a login with the word twice: an acknowledgement may be longer, and its first word counts.
    private static bool HasLength(HomebrewKind kind, int restLength) => kind switch
    {
        HomebrewKind.Acknowledgement => restLength >= WordLength,
        HomebrewKind.BeaconRequest => restLength is WordLength or HexWordLength,
        _ => restLength == WordLength,
    };

    private readonly struct Row(HomebrewKind kind, HomebrewDialect dialect, string tag)
    {
        private readonly byte[] _tag = System.Text.Encoding.ASCII.GetBytes(tag);

        public HomebrewKind Kind { get; } = kind;

        public HomebrewDialect Dialect { get; } = dialect;

        public ReadOnlySpan<byte> Tag => _tag;
    }
}
