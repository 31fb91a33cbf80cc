"""The treatment plan: goals with their scales, the contract, reviews; what changes it is told by the course."""
