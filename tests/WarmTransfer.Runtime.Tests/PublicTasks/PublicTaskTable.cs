namespace WarmTransfer.Runtime.Tests.PublicTasks;

/// <summary>Every public member that returns a task. A new one gets a line in the list of its area, or a reason why not.</summary>
internal static class PublicTaskTable
{
    public static IReadOnlyList<PublicTask> All { get; } =
    [
        .. SessionTasks.All,
        .. RoomTasks.All,
        .. ServerTasks.All,
        .. TransferTasks.All,
        .. WorkerTasks.All,
        .. EmulatorTasks.All,
        .. DoubleTasks.All,
    ];

    /// <summary>Gets the members that are not in the table, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["EmulatorRoomConnector.ConnectAsync"] = "connects over a real socket, whose time is the machine's",
        ["LiveKitEmulator.StartAsync"] = "opens a real socket, whose time is the machine's",
        ["WebSocketWorkerConnector.ConnectAsync"] = "connects over a real socket, whose time is the machine's",
        ["IJobEntrypoint.RunAsync"] = "is the application's own code, which the library only awaits",
    };
}
