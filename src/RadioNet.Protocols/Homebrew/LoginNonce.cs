namespace RadioNet.Protocols.Homebrew;

/// <summary>The 32 random bits that a master gives to a login; opaque octets, here read as a big-endian number.</summary>
public readonly record struct LoginNonce(uint Value);
