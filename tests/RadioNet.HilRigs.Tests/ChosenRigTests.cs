namespace RadioNet.HilRigs.Tests;

/// <summary>The rig that <c>RADIONET_RIG</c> names; without it, a duplex board on a virtual air.</summary>
public sealed class ChosenRigTests(ChosenRigTests.Session session) : RigTests(session), IClassFixture<ChosenRigTests.Session>
{
    public sealed class Session() : RigSession(RigFiles.Chosen ?? RigFiles.Rig("virtual.yaml"));
}
