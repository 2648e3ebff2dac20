namespace RadioNet.HilRigs.Tests;

/// <summary>A simplex hotspot on a virtual air, unless a rig was chosen.</summary>
public sealed class SimplexRigTests(SimplexRigTests.Session session) : RigTests(session), IClassFixture<SimplexRigTests.Session>
{
    public sealed class Session : RigSession
    {
        public Session()
            : base(RigFiles.Chosen is null ? RigFiles.Rig("virtual-simplex.yaml") : null)
        {
            if (RigFiles.Chosen is not null) ReasonToSkip = $"{RigFiles.RigVariable} names another rig.";
        }
    }
}
