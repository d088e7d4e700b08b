using PawLatency.Analysis;

namespace PawLatency.Plotting.Building;

/// <summary>Which style a group has: the first control is grey and open, the others follow in order, the same in every figure of a study.</summary>
internal static class Styles
{
    public static int[] Of(IReadOnlyList<Group> groups) => Of([.. groups.Select(group => group.Regimen is { IsVehicle: true, Procedures.Count: 0 })]);

    public static int[] Of(IReadOnlyList<string> names) => Of([.. names.Select(name => MeasuredGroup.ControlNames.Contains(name, StringComparer.OrdinalIgnoreCase))]);

    private static int[] Of(bool[] isControl)
    {
        int control = Array.IndexOf(isControl, true), next = 1;
        return [.. isControl.Select((_, index) => index == control ? 0 : next++)];
    }
}
