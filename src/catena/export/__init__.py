"""An incident file to the forms that colleagues load."""
