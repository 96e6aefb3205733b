namespace WarmTransfer;

/// <summary>Takes a tool method's parameter from the services of the conversation instead of the model's arguments.</summary>
/// <remarks>
/// A service that is missing is null for a nullable parameter; for any other the call fails, and the log names the service.
/// ASP.NET Core's attribute of the same name does the same here.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
