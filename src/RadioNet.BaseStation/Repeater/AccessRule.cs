using RadioNet.CallControl;

namespace RadioNet.BaseStation.Repeater;

/// <summary>
/// Who may use the carrier at all: <see cref="Reason.None"/> admits, every other reason refuses. Asked once a spurt, before
/// anything is sent; it must neither wait nor allocate.
/// </summary>
public delegate Reason AccessRule(in AccessRequest request);
