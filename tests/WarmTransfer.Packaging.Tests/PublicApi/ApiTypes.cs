using System.Reflection;
using System.Runtime.CompilerServices;

namespace WarmTransfer.Packaging.Tests;

/// <summary>Writes types as C# does.</summary>
internal static class ApiTypes
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>The line that declares a type: <c>sealed record Order : IEquatable</c>.</summary>
    public static string Declare(Type type)
    {
        IEnumerable<string> bases = Bases(type);
        string declaration = $"{Modifiers(type)}{Kind(type)} {Name(type)}";
        return bases.Any() ? $"{declaration} : {string.Join(", ", bases)}" : declaration;
    }

    /// <summary>A type where it is used, with what is known of nulls in it.</summary>
    public static string Name(Type type, NullabilityInfo? nulls = null)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!, nulls);

        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";

        // Of a type parameter it cannot be told: T without constraint may be null whether it is written T or T?.
        bool canBeNull = nulls is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable } && type is { IsValueType: false, IsGenericParameter: false };
        string mark = canBeNull ? "?" : "";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!, nulls?.ElementType)}[]{mark}";

        return Keywords.TryGetValue(type, out string? keyword) ? keyword + mark : Simple(type, nulls) + mark;
    }

    private static string Simple(Type type, NullabilityInfo? nulls)
    {
        string name = type.Name.Split('`')[0];
        Type[] arguments = type.GetGenericArguments();
        // A nested type repeats the arguments of the type around it.
        int inherited = type.IsNested && !type.IsGenericParameter ? type.DeclaringType!.GetGenericArguments().Length : 0;
        string own = string.Join(", ", arguments.Skip(inherited).Select((argument, index) => Name(argument, Argument(nulls, index + inherited))));
        name = own.Length > 0 ? $"{name}<{own}>" : name;
        return type.IsNested && !type.IsGenericParameter && type.DeclaringType is { } outer ? $"{Simple(outer, nulls: null)}.{name}" : name;
    }

    private static NullabilityInfo? Argument(NullabilityInfo? nulls, int index)
        => nulls is not null && index < nulls.GenericTypeArguments.Length ? nulls.GenericTypeArguments[index] : null;

    private static string Kind(Type type)
    {
        if (type.IsEnum)
            return type.IsDefined(typeof(FlagsAttribute)) ? "[Flags] enum" : "enum";

        if (type.IsSubclassOf(typeof(MulticastDelegate)))
            return "delegate";

        if (type.IsInterface)
            return "interface";

        if (IsRecord(type))
            return type.IsValueType ? "record struct" : "record";

        return type.IsValueType ? "struct" : "class";
    }

    private static string Modifiers(Type type)
    {
        if (type.IsValueType)
            return !type.IsEnum && type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "";

        if (type.IsInterface || type.IsSubclassOf(typeof(MulticastDelegate)))
            return "";

        return (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => "",
        };
    }

    private static bool IsRecord(Type type)
        => type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum)
            return Enum.GetUnderlyingType(type) == typeof(int) ? [] : [Name(Enum.GetUnderlyingType(type))];

        if (type.IsSubclassOf(typeof(MulticastDelegate)))
            return [];

        IEnumerable<string> interfaces = type.GetInterfaces()
            .Except(type.BaseType?.GetInterfaces() ?? [])
            .Except(type.GetInterfaces().SelectMany(implemented => implemented.GetInterfaces()))
            // A record's own equality says nothing new.
            .Where(implemented => implemented.IsVisible && !(IsRecord(type) && implemented.Name == "IEquatable`1"))
            .Select(implemented => Name(implemented))
            .Order(StringComparer.Ordinal);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [Name(parent), .. interfaces] : interfaces;
    }
}
