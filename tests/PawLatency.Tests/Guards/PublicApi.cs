using System.Reflection;

namespace PawLatency.Tests.Guards;

/// <summary>The public types of the libraries and the members that they declare.</summary>
internal static class PublicApi
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<Assembly> Libraries { get; } =
    [typeof(Study).Assembly, typeof(global::PawLatency.Plotting.Figure).Assembly];

    /// <summary>The exported types, without those the compiler makes for extension blocks.</summary>
    public static IEnumerable<Type> Types =>
        Libraries.SelectMany(library => library.GetExportedTypes()).Where(type => !IsGenerated(type)).OrderBy(Name, StringComparer.Ordinal);

    /// <summary>Public and protected members a type declares itself, without what the compiler adds to records.</summary>
    public static IEnumerable<MemberInfo> Declared(Type type) =>
        type.GetMembers(Own)
            .Where(member =>
                !IsGenerated(member)
                && member switch
                {
                    MethodBase method => IsSeen(method)
                        && !(method.IsSpecialName && !method.IsConstructor && !method.Name.StartsWith("op_", StringComparison.Ordinal)),
                    PropertyInfo property => property.GetAccessors(true).Any(IsSeen),
                    FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
                    _ => false,
                }
            );

    /// <summary>The name as C# writes it, without namespaces of the framework.</summary>
    public static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        string own =
            Libraries.Contains(type.Assembly) && !type.IsGenericParameter
                ? $"{type.Namespace}.".Replace("PawLatency.", "", StringComparison.Ordinal)
                : "";
        string outer = type.IsNested && !type.IsGenericParameter ? Name(type.DeclaringType!) + "." : own;
        return type.IsGenericType
            ? $"{outer}{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : outer + type.Name;
    }

    /// <summary>Whether a property can be set after the object is made.</summary>
    public static bool HasSetter(PropertyInfo property) =>
        property.SetMethod is { } setter
        && IsSeen(setter)
        && !setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsGenerated(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || member.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute")
            && member is not PropertyInfo
        || member.Name == "EqualityContract";
}
