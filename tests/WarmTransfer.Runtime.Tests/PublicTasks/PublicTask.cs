namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>An entry of the table: a public member that returns a task, and a scene in which that task is waited for.</summary>
/// <param name="Member">The member, as <c>Type.Member</c>; its overloads are one entry.</param>
/// <param name="TakesTime">Whether time passes on the virtual clock while it is waited for.</param>
/// <param name="Scene">Makes the task and waits for it with <c>WaitAsync</c> of the stage, then leaves the stage as it was.</param>
internal sealed record PublicTask(string Member, bool TakesTime, Func<Stage, Task> Scene)
{
    /// <summary>Gets whether it is waited for in all ways at once, because the scene takes milliseconds to play.</summary>
    public bool IsCostly { get; private init; }

    /// <summary>A task that time passes for, such as an answer of the server.</summary>
    public static PublicTask Waits(string member, Func<Stage, Task> scene) => new(member, TakesTime: true, scene);

    /// <summary>A task that time passes for, in a scene of many steps: it is played once for all ways of waiting.</summary>
    public static PublicTask WaitsCostly(string member, Func<Stage, Task> scene) => Waits(member, scene) with { IsCostly = true };

    /// <summary>A task of something that the emulator does at once.</summary>
    public static PublicTask AtOnce(string member, Func<Stage, Task> scene) => new(member, TakesTime: false, scene);
}
