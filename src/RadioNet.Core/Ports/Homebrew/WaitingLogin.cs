using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>A repeater that has proved its secret and gets no answer yet, because another node serves its site and is asked for it.</summary>
/// <param name="Peer">Where it is.</param>
/// <param name="Site">Its site.</param>
/// <param name="Secret">What it has proved.</param>
/// <param name="Since">Since when it waits, in timestamp ticks.</param>
internal readonly record struct WaitingLogin(PeerAddress Peer, string Site, string Secret, long Since);
