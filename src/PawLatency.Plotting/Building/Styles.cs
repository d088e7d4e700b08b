using PawLatency.Data;

namespace PawLatency.Plotting.Building;

/// <summary>Which style a group has: the first control is grey and open, the others follow in order, the same in every figure of a
/// study.</summary>
internal static class Styles
{
    public static int[] Of(IReadOnlyList<Group> groups) => Of([.. groups.Select(IsControl)]);

    /// <summary>Of measured groups: the study tells the control, or else its name.</summary>
    public static int[] Of(IReadOnlyList<string> names, Study? study) =>
        Of([
            .. names.Select(name =>
                study?.Groups.FirstOrDefault(group => group.Name == name) is { } group
                    ? IsControl(group)
                    : MeasuredGroup.ControlNames.Contains(name, StringComparer.OrdinalIgnoreCase)
            ),
        ]);

    private static bool IsControl(Group group) => group.Regimen is { IsVehicle: true, Procedures.Count: 0 };

    private static int[] Of(bool[] isControl)
    {
        int control = Array.IndexOf(isControl, true),
            next = 1;
        return [.. isControl.Select((_, index) => index == control ? 0 : next++)];
    }
}
