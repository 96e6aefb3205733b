using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace WarmTransfer.Packaging.Tests;

/// <summary>Writes the members of a type that other assemblies can reach, one line each, in a fixed order.</summary>
internal static class ApiMembers
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type)
    {
        if (type.IsEnum)
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(member => $"{member.Name} = {Convert.ToString(member.GetRawConstantValue(), CultureInfo.InvariantCulture)}");

        if (type.IsSubclassOf(typeof(MulticastDelegate)))
            return [Method(type.GetMethod("Invoke")!)];

        return
        [
            .. Lines(type.GetFields(Declared).Where(IsReachable), Field),
            .. Lines(type.GetConstructors(Declared).Where(IsWritten), Constructor),
            .. Lines(type.GetProperties(Declared).Where(IsWritten), Property),
            .. Lines(type.GetEvents(Declared).Where(happened => IsReachable(happened.AddMethod!)), Event),
            .. Lines(type.GetMethods(Declared).Where(method => IsWritten(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))), Method),
        ];
    }

    /// <summary>In the order of the names, and overloads in that of their lines: not as the compiler happens to put them.</summary>
    private static IEnumerable<string> Lines<T>(IEnumerable<T> members, Func<T, string> write)
        where T : MemberInfo
        => members.Select(member => (member.Name, Line: write(member)))
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Line, StringComparer.Ordinal)
            .Select(member => member.Line);

    private static bool IsReachable(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsReachable(MethodBase method) => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !(method.IsFamily && method.DeclaringType!.IsSealed);

    /// <summary>Reachable, and not one of those that the compiler gives every record.</summary>
    private static bool IsWritten(MethodBase method) => IsReachable(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && !IsCopyConstructor(method);

    private static bool IsCopyConstructor(MethodBase method)
        => method.IsConstructor && method.IsFamily && method.GetParameters() is [{ } only] && only.ParameterType == method.DeclaringType;

    private static bool IsWritten(PropertyInfo property) => property.Name != "EqualityContract" && Accessors(property).Any();

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property)
        => new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>().Where(IsReachable);

    private static string Field(FieldInfo field)
    {
        string type = ApiTypes.Name(field.FieldType, new NullabilityInfoContext().Create(field));
        if (field.IsLiteral)
            return $"const {type} {field.Name} = {Constant(field.GetRawConstantValue(), field.FieldType)}";

        return $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    private static string Constructor(ConstructorInfo constructor)
        => Protection(constructor) + Parameters(constructor.DeclaringType!.Name.Split('`')[0], constructor);

    private static string Property(PropertyInfo property)
    {
        MethodInfo first = Accessors(property).First();
        string type = ApiTypes.Name(property.PropertyType, new NullabilityInfoContext().Create(property));
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        ParameterInfo[] indices = property.GetIndexParameters();
        string name = indices.Length > 0 ? $"this[{string.Join(", ", indices.Select(Parameter))}]" : property.Name;
        string accessors = string.Join(" ", Accessors(property).Select(accessor => (accessor == first ? "" : Weaker(accessor, first)) + Accessor(accessor)));
        return $"{Protection(first)}{Modifiers(first)}{required}{type} {name} {{ {accessors} }}";
    }

    private static string Weaker(MethodInfo accessor, MethodInfo first) => Protection(accessor) == Protection(first) ? "" : Protection(accessor);

    private static string Accessor(MethodInfo accessor)
    {
        if (accessor.Name.StartsWith("get_", StringComparison.Ordinal))
            return "get;";

        return accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";
    }

    private static string Event(EventInfo happened)
        => $"{Protection(happened.AddMethod!)}{Modifiers(happened.AddMethod!)}event {ApiTypes.Name(happened.EventHandlerType!, new NullabilityInfoContext().Create(happened))} {happened.Name}";

    private static string Method(MethodInfo method)
    {
        string type = ApiTypes.Name(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter));
        string generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";
        return $"{Protection(method)}{Modifiers(method)}{type} {Parameters(method.Name + generic, method)}";
    }

    private static string Protection(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        string isStatic = method.IsStatic ? "static " : "";
        if (!method.IsVirtual || method.IsFinal || method.DeclaringType!.IsSubclassOf(typeof(MulticastDelegate)))
            return isStatic;

        if (method.GetBaseDefinition() != method)
            return method.IsAbstract ? "abstract override " : "override ";

        if (method.DeclaringType.IsInterface)
            return isStatic + (method.IsAbstract ? "" : "virtual ");

        return isStatic + (method.IsAbstract ? "abstract " : "virtual ");
    }

    private static string Parameters(string name, MethodBase method)
    {
        string extended = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{name}({extended}{string.Join(", ", method.GetParameters().Select(Parameter))})";
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string type = ApiTypes.Name(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));
        string value = parameter.HasDefaultValue ? $" = {Constant(parameter.RawDefaultValue, parameter.ParameterType)}" : "";
        return $"{Passing(parameter)}{type} {parameter.Name}{value}";
    }

    private static string Passing(ParameterInfo parameter)
    {
        if (parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)))
            return "params ";

        if (!parameter.ParameterType.IsByRef)
            return "";

        if (parameter.IsOut)
            return "out ";

        return parameter.IsIn ? "in " : "ref ";
    }

    private static string Constant(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"{type.Name}.{Enum.ToObject(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
