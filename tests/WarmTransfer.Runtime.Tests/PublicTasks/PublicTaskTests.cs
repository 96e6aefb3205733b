using System.Reflection;
using WarmTransfer.Emulator;

namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>Under virtual time every public task may be waited for in every way: directly, with a limit, with a token, by <c>WhenAny</c> and by <c>WhenAll</c>.</summary>
public sealed class PublicTaskTests
{
    private const int Times = 1_000;

    // What generated code calls: its tasks are those of the tools, which the table has.
    private const string Plumbing = "WarmTransfer.SourceGeneration";

    private static readonly Type[] TaskTypes = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>)];

    public static TheoryData<string> Members => [.. PublicTaskTable.All.Select(task => task.Member)];

    [Theory]
    [MemberData(nameof(Members))]
    public void Task_WaitedForInEveryWay_EndsBeforeTheLimit(string member) =>
        Stage.Play(PublicTaskTable.All.Single(task => task.Member == member), Times);

    [Fact]
    public void Task_ThatContinuesOnTheThreadPool_IsFound()
    {
        var bad = PublicTask.Waits("Bad.Task", async stage =>
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = stage.AfterASecondAsync(source.SetResult);
            await stage.WaitAsync(source.Task);
        });

        var error = Record.Exception(() => Stage.Play(bad, Times));

        Assert.Contains("Waited for by W", Assert.IsAssignableFrom<Xunit.Sdk.XunitException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_Complete_NamesEveryPublicTask()
    {
        var members = PublicMembers().ToHashSet(StringComparer.Ordinal);
        var known = PublicTaskTable.All.Select(task => task.Member).Concat(PublicTaskTable.LeftOut.Keys).ToList();

        AssertNone(members.Except(known), "return a task and are not in the table. Add to the list of their area (SessionTasks, RoomTasks, …) a line such as Waits(\"Type.MemberAsync\", stage => stage.WaitAsync(it.MemberAsync())), or AtOnce where it takes no virtual time; or a reason to PublicTaskTable.LeftOut");
        AssertNone(known.Except(members), "are in the table, and no public members that return a task. Rename or remove their entries");
        AssertNone(known.GroupBy(member => member).Where(same => same.Skip(1).Any()).Select(same => same.Key), "are in the table twice. Keep one entry each");
    }

    private static void AssertNone(IEnumerable<string> members, string problem)
    {
        string[] found = [.. members.Order(StringComparer.Ordinal)];
        Assert.True(found.Length == 0, $"{string.Join(", ", found)} {problem}.");
    }

    private static IEnumerable<string> PublicMembers() =>
        from assembly in new[] { typeof(CallSession).Assembly, typeof(LiveKitEmulator).Assembly }
        from type in assembly.GetExportedTypes()
        where type.Namespace != Plumbing
        from name in TasksOf(type).Concat(type.IsInterface ? type.GetInterfaces().SelectMany(TasksOf) : [])
        select $"{type.FullName![(type.Namespace!.Length + 1)..].Replace('+', '.')}.{name}";

    private static IEnumerable<string> TasksOf(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetMethods(Own).Where(method => !method.IsSpecialName && IsTask(method.ReturnType)).Select(method => method.Name)
            .Concat(type.GetProperties(Own).Where(property => IsTask(property.PropertyType)).Select(property => property.Name));
    }

    private static bool IsTask(Type type) => TaskTypes.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
}
