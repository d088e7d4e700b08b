using System.Reflection;

namespace PawLatency.Tests.Guards;

/// <summary>The public face of the library as sorted lines of text: kinds, members, parameter and return types.</summary>
internal static class PublicApi
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<Assembly> Libraries { get; } =
    [typeof(Study).Assembly, typeof(global::PawLatency.Plotting.Figure).Assembly];

    /// <summary>The exported types, without those the compiler makes for extension blocks.</summary>
    public static IEnumerable<Type> Types =>
        Libraries.SelectMany(library => library.GetExportedTypes()).Where(type => !IsGenerated(type)).OrderBy(Name, StringComparer.Ordinal);

    public static IEnumerable<string> Lines() =>
        Types.SelectMany(type =>
            Members(type).Select(member => $"{Name(type)} {member}").Order(StringComparer.Ordinal).Prepend(Head(type))
        );

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

    private static IEnumerable<string> Members(Type type) =>
        type.IsEnum
            ? Enum.GetNames(type)
                .Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}")
            : Declared(type).Select(Line);

    private static string Head(Type type)
    {
        string kind =
            type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : "class";
        string how =
            type is { IsAbstract: true, IsSealed: true } ? "static "
            : type.IsAbstract && !type.IsInterface ? "abstract "
            : type is { IsSealed: true, IsClass: true } ? "sealed "
            : "";
        string record = type.GetMethod("PrintMembers", Own) is null ? "" : "record ";
        Type[] over =
        [
            .. new[] { type.BaseType }
                .OfType<Type>()
                .Where(parent => parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum)),
        ];
        return $"{Name(type)}: {how}{record}{kind}{(over.Length == 0 ? "" : " over " + Name(over[0]))}";
    }

    private static string Line(MemberInfo member) =>
        member switch
        {
            PropertyInfo property =>
                $"{Static(property.GetAccessors(true)[0])}{property.Name}{Parameters(property.GetIndexParameters(), "[]")}: "
                    + $"{Name(property.PropertyType)}{Accessors(property)}",
            FieldInfo field =>
                $"{(field.IsLiteral ? $"const {field.Name}: {Name(field.FieldType)} = {field.GetRawConstantValue()}" : $"{(field.IsStatic ? "static " : "")}{field.Name}: {Name(field.FieldType)}")}",
            ConstructorInfo constructor => $"new{Parameters(constructor.GetParameters(), "()")}",
            MethodInfo method =>
                $"{Static(method)}{method.Name}{Generic(method)}{Parameters(method.GetParameters(), "()")}: {Name(method.ReturnType)}",
            _ => member.ToString()!,
        };

    private static string Accessors(PropertyInfo property) =>
        property.SetMethod is { } setter && IsSeen(setter)
            ? HasSetter(property)
                ? " set"
                : " init"
            : "";

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Parameters(ParameterInfo[] parameters, string brackets) =>
        parameters.Length == 0 && brackets == "[]"
            ? ""
            : $"{brackets[0]}{string.Join(", ", parameters.Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}"))}{brackets[1]}";

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsGenerated(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || member.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute")
            && member is not PropertyInfo
        || member.Name == "EqualityContract";
}
